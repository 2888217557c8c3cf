package headroom.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/// A client's connection: one exchange at a time, in the order of the requests. What a client sends
/// ahead (pipelining) waits unread but for one buffer. One-owner: the lane's loop.
final class ClientConnection extends ChannelInboundHandlerAdapter implements Lane.Deadline {
    /// How long an early answer waits for a client that is still sending, before the socket is
    /// closed under it. Closed at once, the kernel's reset would destroy the answer on its way.
    private static final long LINGER_NANOS = 5_000_000_000L;

    private final Lane lane;
    private final Codec.AnswerEncoder encoder;
    private final ArrayDeque<HttpObject> ahead = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private boolean leaving;
    private long lastActiveNanos;
    private int place = -1;

    ClientConnection(Lane lane, Codec.AnswerEncoder encoder) {
        this.lane = lane;
        this.encoder = encoder;
    }

    @Override
    public void channelActive(ChannelHandlerContext at) {
        context = at;
        lastActiveNanos = lane.movedNanos();
        if (!lane.gateway.admitConnection()) {
            leaving = true;
            at.close();
            return;
        }
        lane.deadlines.join(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext at, Object message) {
        lastActiveNanos = lane.movedNanos();
        if (leaving || !(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
        } else if (ahead.isEmpty() && isOpenTo(part)) {
            take(part);
        } else {
            ahead.add(part);
        }
    }

    /// True when this part belongs to the request being read, or begins one and none is under way.
    private boolean isOpenTo(HttpObject part) {
        return exchange == null || (part instanceof HttpContent && !exchange.requestEnded());
    }

    private void take(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            refuse(part);
        } else if (part instanceof HttpRequest head) {
            exchange = new Exchange(lane, this);
            exchange.begin(head);
        } else if (exchange != null) {
            exchange.requestContent((HttpContent) part);
        } else {
            ReferenceCountUtil.release(part);
        }
    }

    /// What the decoder could not read is not forwarded, and nothing after it is believed.
    private void refuse(HttpObject part) {
        var cause = part.decoderResult().cause();
        ReferenceCountUtil.release(part);
        var broken = exchange;
        if (broken != null) {
            broken.clientGone();
            abort();
            return;
        }
        write(PlainAnswer.forUnreadable(cause));
        leaveAfterFlush();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext at) {
        if (exchange != null) {
            exchange.requestBatchEnded();
        }
        if (!wantsMore()) {
            at.channel().config().setAutoRead(false);
        }
    }

    private boolean wantsMore() {
        return ahead.isEmpty() && (exchange == null || exchange.wantsMore());
    }

    ChannelFuture write(HttpObject part) {
        return open().write(part);
    }

    void answersHead(boolean isHead) {
        encoder.answersHead(isHead);
    }

    void writeContinue() {
        open().writeAndFlush(
                        new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1,
                                HttpResponseStatus.CONTINUE,
                                Unpooled.EMPTY_BUFFER));
    }

    void flush() {
        open().flush();
    }

    /// There may be room again for what the client sends.
    void resume() {
        var config = open().channel().config();
        if (!config.isAutoRead() && wantsMore()) {
            config.setAutoRead(true);
        }
    }

    boolean isWritable() {
        return open().channel().isWritable();
    }

    boolean isEncrypted() {
        return open().pipeline().get(io.netty.handler.ssl.SslHandler.class) != null;
    }

    java.net.SocketAddress peer() {
        return open().channel().remoteAddress();
    }

    /// The answer is written.
    ///
    /// @param stays whether the next request may come
    void ended(boolean stays) {
        if (stays) {
            next();
        } else {
            leaveAfterFlush();
        }
    }

    private void next() {
        exchange = null;
        lastActiveNanos = lane.movedNanos();
        flush();
        while (!ahead.isEmpty() && !leaving && isOpenTo(ahead.peek())) {
            take(ahead.poll());
        }
        if (exchange != null) {
            exchange.requestBatchEnded();
        }
        if (!leaving) {
            resume();
        }
    }

    private void leaveAfterFlush() {
        exchange = null;
        leaving = true;
        dropAhead();
        lastActiveNanos = lane.movedNanos();
        open().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(this::halfClose);
    }

    private void halfClose(io.netty.util.concurrent.Future<?> flushed) {
        var at = open();
        if (flushed.isSuccess() && at.channel() instanceof DuplexChannel duplex && !isEncrypted()) {
            duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            at.channel().config().setAutoRead(true);
        } else {
            at.close();
        }
    }

    /// Ends the connection without an end of the answer: the client must see that it was cut. What
    /// was written before still goes out.
    void abort() {
        exchange = null;
        leaving = true;
        dropAhead();
        lastActiveNanos = lane.movedNanos();
        open().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /// Neither side has moved for too long.
    void stalled() {
        open().close();
    }

    /// No request is under way: the connection may be closed without harm.
    void closeIfIdle() {
        if (exchange == null && !leaving) {
            abort();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext at) {
        if (exchange != null && at.channel().isWritable()) {
            exchange.clientWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext at) {
        if (place >= 0) {
            lane.deadlines.leave(this);
            lane.gateway.connectionClosed();
        }
        leaving = true;
        dropAhead();
        var left = exchange;
        exchange = null;
        if (left != null) {
            left.clientGone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext at, Throwable cause) {
        at.close();
    }

    @Override
    public void sweep(long nowNanos) {
        var quiet = nowNanos - lastActiveNanos;
        var idleMax = lane.gateway.options.limits().clientIdleTimeout().toNanos();
        if (leaving ? quiet > LINGER_NANOS : exchange == null && quiet > idleMax) {
            open().close();
        }
    }

    private void dropAhead() {
        for (var part = ahead.poll(); part != null; part = ahead.poll()) {
            ReferenceCountUtil.release(part);
        }
    }

    private ChannelHandlerContext open() {
        if (context == null) {
            throw new IllegalStateException("used before it was connected");
        }
        return context;
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public void place(int index) {
        place = index;
    }
}
