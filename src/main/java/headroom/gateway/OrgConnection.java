package headroom.gateway;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;

/// A connection to an org. It serves one call at a time, and everything that arrives while it
/// serves none ends it: a late or doubled answer must never meet the next client. One-owner: the
/// lane's loop.
final class OrgConnection extends ChannelInboundHandlerAdapter {
    /// CONNECTING → IDLE ⇄ SERVING → SERVED → IDLE; LEAVING from anywhere, and for good.
    private enum State {
        CONNECTING,
        IDLE,
        SERVING,
        /// The exchange is over, but not yet the batch of input that brought its end: whatever else
        /// the org sent with it must be seen while nobody is being served.
        SERVED,
        LEAVING
    }

    final Codec.AnswerDecoder decoder;
    private final OrgPool pool;
    private State state = State.CONNECTING;
    private Consumer<@Nullable Throwable> onReady = cause -> {};
    private @Nullable ChannelHandlerContext context;
    private @Nullable Forward served;

    /// Between an interim (1xx) head and the empty end that the decoder makes for it.
    private boolean inInterim;

    private boolean inBatch;
    private boolean spoiled;
    private boolean hasServed;
    private boolean counted;
    private boolean tlsEnded;
    private long idleSinceNanos;

    OrgConnection(OrgPool pool, Limits limits) {
        this.pool = pool;
        this.decoder = new Codec.AnswerDecoder(limits);
    }

    /// Called once: with null when the connection is usable, else with what prevented it.
    void onReady(Consumer<@Nullable Throwable> listener) {
        onReady = listener;
    }

    /// The socket is connected, or could not be.
    void connected(@Nullable Throwable cause) {
        if (cause != null) {
            becomeReady(cause);
        } else if (context != null) {
            if (!handshakes(context)) {
                becomeReady(null);
            }
        }
    }

    boolean isIdle() {
        return state == State.IDLE && context != null && context.channel().isActive();
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    /// True when an org with an idle limit may have closed this connection just as a request left,
    /// so that the request was read by nobody.
    boolean diedIdle() {
        return hasServed && !decoder.heard();
    }

    void serve(Forward next, boolean isHead) {
        decoder.expect(isHead);
        served = next;
        state = State.SERVING;
    }

    boolean isWritable() {
        return context != null && context.channel().isWritable();
    }

    ChannelFuture write(HttpObject part) {
        return open().write(part);
    }

    void flush() {
        open().flush();
    }

    /// There is room again for what the org sends.
    void resume() {
        if (context != null && !context.channel().config().isAutoRead()) {
            context.channel().config().setAutoRead(true);
        }
    }

    /// Something unexpected was seen: serve to the end, then never again.
    void spoil() {
        spoiled = true;
    }

    /// The exchange is over, cleanly on both sides.
    void done() {
        hasServed = true;
        served = null;
        state = State.SERVED;
        if (!inBatch) {
            giveBack();
        }
    }

    void close() {
        served = null;
        state = State.LEAVING;
        if (context != null) {
            context.close();
        }
    }

    private void giveBack() {
        if (spoiled || context == null || !context.channel().isActive() || decoder.hasRest()) {
            close();
            return;
        }
        state = State.IDLE;
        idleSinceNanos = System.nanoTime();
        // An idle connection is read too, so that its end is seen when it comes.
        resume();
        pool.giveBack(this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext at, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            becomeReady(handshake.cause());
        } else if (event instanceof ProxyConnectionEvent
                && at.pipeline().get(SslHandler.class) == null) {
            becomeReady(null);
        }
        if (event instanceof SslCloseCompletionEvent close) {
            tlsEnded = close.isSuccess();
        }
        at.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext at, Object message) {
        inBatch = true;
        var asked = served;
        if (state != State.SERVING || asked == null) {
            ReferenceCountUtil.release(message);
            close();
        } else if (!(message instanceof HttpObject part) || part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            breakOff(asked, "the org's answer is not HTTP");
        } else if (part instanceof HttpResponse head) {
            head(head, asked);
        } else {
            content((HttpContent) part, asked);
        }
    }

    private void head(HttpResponse head, Forward asked) {
        if (isAmbiguous(head)) {
            breakOff(asked, "the org's answer can be read in two ways");
            return;
        }
        if (head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            asked.answerHead(head);
            return;
        }
        inInterim = true;
        switch (head.status().code()) {
            case 100 -> {
                if (!asked.relayContinue()) {
                    spoil();
                }
            }
            case 101 -> breakOff(asked, "the org switched protocols, which nobody asked for");
            default -> spoil();
        }
    }

    private static boolean isAmbiguous(HttpResponse head) {
        return head.protocolVersion().majorVersion() != 1
                || head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                        && !RequestCheck.isChunkedAlone(head.headers());
    }

    private void content(HttpContent content, Forward asked) {
        if (inInterim) {
            inInterim = !(content instanceof LastHttpContent);
            content.release();
        } else if (content instanceof LastHttpContent && isTornTls()) {
            content.release();
            breakOff(asked, "the org's TLS connection was torn off");
        } else {
            asked.answerContent(content);
        }
    }

    /// Closed without TLS's own farewell: somebody on the way may have cut the answer (RFC 8446
    /// §6.1), and an answer that ends with its connection cannot tell.
    private boolean isTornTls() {
        return !tlsEnded
                && context != null
                && !context.channel().isActive()
                && context.pipeline().get(SslHandler.class) != null;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext at) {
        inBatch = false;
        switch (state) {
            case IDLE -> close();
            case SERVED -> giveBack();
            case SERVING -> {
                if (served != null) {
                    served.answerBatchEnded();
                }
                if (served != null && !served.wantsAnswer()) {
                    at.channel().config().setAutoRead(false);
                }
            }
            case CONNECTING, LEAVING -> {}
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext at) {
        if (served != null && at.channel().isWritable()) {
            served.orgWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext at) {
        becomeReady(new ClosedChannelException());
        var cut = served;
        served = null;
        state = State.LEAVING;
        if (counted) {
            counted = false;
            pool.closed(this);
        }
        if (cut != null) {
            cut.orgClosed("the org closed the connection");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext at, Throwable cause) {
        becomeReady(cause);
        var cut = served;
        close();
        if (cut != null) {
            // At once: the decoder would take the close that follows for the end of an answer.
            cut.orgClosed("the connection to the org broke");
        }
    }

    private void becomeReady(@Nullable Throwable cause) {
        if (state != State.CONNECTING) {
            return;
        }
        counted = cause == null;
        state = cause == null ? State.IDLE : State.LEAVING;
        if (cause != null && context != null) {
            context.close();
        }
        onReady.accept(cause);
    }

    private void breakOff(Forward asked, String why) {
        close();
        asked.orgClosed(why);
    }

    private static boolean handshakes(ChannelHandlerContext at) {
        return at.pipeline().get(SslHandler.class) != null
                || at.pipeline().get(HttpProxyHandler.class) != null;
    }

    private ChannelHandlerContext open() {
        if (context == null) {
            throw new IllegalStateException("written to before it was connected");
        }
        return context;
    }
}
