package headroom.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The org of the benchmarks, as cheap as it can be: 600 bytes of JSON with `Sforce-Limit-Info`,
/// after a delay if asked for one. `GET /big/<bytes>` answers so many bytes; bodies are dropped.
///
/// `Upstream <file for the port> <delay in ms>`; a process of its own, one event loop.
public final class Upstream {
    private static final ByteBuf BODY =
            Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer()
                            .writeBytes(json().getBytes(StandardCharsets.US_ASCII))
                            .asReadOnly());
    private static final ByteBuf PIECE =
            Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeZero(64 * 1024).asReadOnly());

    private Upstream() {}

    public static void main(String[] arguments) throws Exception {
        var delayMillis = Long.parseLong(arguments[1]);
        var loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        var channel =
                new ServerBootstrap()
                        .group(loops)
                        .channel(EpollServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 4_096)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel client) {
                                        client.pipeline().addLast(new HttpServerCodec());
                                        client.pipeline().addLast(new Answer(delayMillis));
                                    }
                                })
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
        var port = ((InetSocketAddress) channel.localAddress()).getPort();
        Files.writeString(Path.of(arguments[0]), port + "\n");
        channel.closeFuture().sync();
    }

    private static String json() {
        var head =
                "{\"attributes\":{\"type\":\"Account\"},\"Id\":\"001000000000001AAA\",\"Name\":\"";
        return head + "x".repeat(600 - head.length() - 2) + "\"}";
    }

    private static final class Answer extends SimpleChannelInboundHandler<HttpObject> {
        private final long delayMillis;
        private long bigBytes;

        Answer(long delayMillis) {
            this.delayMillis = delayMillis;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpRequest request) {
                var uri = request.uri();
                bigBytes = uri.startsWith("/big/") ? Long.parseLong(uri.substring(5)) : 0;
            }
            if (message instanceof LastHttpContent) {
                if (bigBytes > 0) {
                    sendBig(context);
                } else if (delayMillis > 0) {
                    context.executor()
                            .schedule(() -> send(context), delayMillis, TimeUnit.MILLISECONDS);
                } else {
                    send(context);
                }
            }
        }

        private static void send(ChannelHandlerContext context) {
            var answer =
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, BODY.duplicate());
            answer.headers()
                    .set("Content-Type", "application/json;charset=UTF-8")
                    .set("Sforce-Limit-Info", "api-usage=18/115000")
                    .setInt("Content-Length", BODY.readableBytes());
            context.writeAndFlush(answer);
        }

        private void sendBig(ChannelHandlerContext context) {
            var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            head.headers().set("Content-Length", bigBytes);
            context.write(head);
            pump(context);
        }

        private void pump(ChannelHandlerContext context) {
            while (bigBytes > 0 && context.channel().isWritable()) {
                var size = (int) Math.min(PIECE.readableBytes(), bigBytes);
                bigBytes -= size;
                context.write(new DefaultHttpContent(PIECE.duplicate().writerIndex(size)));
                if (bigBytes == 0) {
                    context.write(LastHttpContent.EMPTY_LAST_CONTENT);
                }
                context.flush();
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (bigBytes > 0) {
                pump(context);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
