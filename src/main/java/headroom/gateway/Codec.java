package headroom.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.ReferenceCountUtil;

/// How both sides read and write HTTP/1.1: strictly where two readings of one message would let a
/// second message hide in the first (request smuggling), and in pieces large enough for big bodies.
///
/// One exchange at a time runs on a connection, so one flag tells a decoder or encoder that the
/// request was a HEAD, whose answer has the headers of a body but no body.
final class Codec {
    private static final int PIECE_BYTES_MAX = 64 * 1024;

    private Codec() {}

    static HttpDecoderConfig config(Limits limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.headBytesMax())
                .setMaxHeaderSize(limits.headBytesMax())
                .setMaxChunkSize(PIECE_BYTES_MAX);
    }

    static AnswerEncoder addServer(ChannelPipeline pipeline, Limits limits) {
        var encoder = new AnswerEncoder();
        pipeline.addLast(new Greeting());
        pipeline.addLast(new RequestDecoder(config(limits).setStrictLineParsing(true)));
        pipeline.addLast(encoder);
        return encoder;
    }

    /// Turns away at its first byte what cannot become an HTTP request, such as a TLS greeting on
    /// the plain port: a decoder would wait for the end of its line.
    private static final class Greeting extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes && bytes.isReadable()) {
                var first = bytes.getByte(bytes.readerIndex());
                if (!Character.isLetter(first) && first != '\r' && first != '\n') {
                    ReferenceCountUtil.release(message);
                    context.close();
                    return;
                }
                context.pipeline().remove(this);
            }
            context.fireChannelRead(message);
        }
    }

    /// Netty would believe `Transfer-Encoding` and drop `Content-Length`; a sender of both is
    /// confused or hostile, and is told so.
    private static final class RequestDecoder extends HttpRequestDecoder {
        RequestDecoder(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected HttpMessage createMessage(String[] initialLine) throws Exception {
            if (!initialLine[2].startsWith("HTTP/")) {
                throw new IllegalArgumentException("not an HTTP version");
            }
            return super.createMessage(initialLine);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
        }
    }

    static final class AnswerEncoder extends HttpResponseEncoder {
        private boolean answersHead;

        void answersHead(boolean isHead) {
            answersHead = isHead;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse answer) {
            return answersHead && answer.status().code() >= 200
                    || super.isContentAlwaysEmpty(answer);
        }
    }

    static final class AnswerDecoder extends HttpResponseDecoder {
        private boolean answersHead;
        private boolean heard;

        AnswerDecoder(Limits limits) {
            super(config(limits));
        }

        /// A request leaves: nothing has been heard in answer to it.
        void expect(boolean isHead) {
            answersHead = isHead;
            heard = false;
        }

        /// Whether any byte came since then, be it the half of a status line.
        boolean heard() {
            return heard;
        }

        /// Whether bytes stand beyond the last message: of nothing that anyone asked for.
        boolean hasRest() {
            return actualReadableBytes() > 0;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            heard = true;
            super.channelRead(context, message);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return answersHead
                            && message instanceof HttpResponse answer
                            && answer.status().code() >= 200
                    || super.isContentAlwaysEmpty(message);
        }

        /// An org that states two lengths cannot be believed in either.
        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
        }
    }
}
