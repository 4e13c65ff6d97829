package mizan.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The limit of reading: a server of Netty's HTTP codec and nothing else, which answers what the service has answered, byte
 * for byte, out of its memory. A program of its own, so that it gets a JVM as the service has one.
 */
final class Bare {

    private static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();

    private Bare() {}

    /** @param arguments its port, the service's origin, and the paths that it learns from it */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, Recorded> answers = new HashMap<>();
        for (String path : List.of(arguments).subList(2, arguments.length)) {
            answers.put(path, Recorded.of(URI.create(arguments[1]).resolve(path)));
        }
        Answers handler = new Answers(answers);
        new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(EVENT_LOOPS, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), handler);
                    }
                })
                .bind("127.0.0.1", Integer.parseInt(arguments[0]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    @Sharable
    private static final class Answers extends SimpleChannelInboundHandler<Object> {

        private static final HttpHeaders NONE = EmptyHttpHeaders.INSTANCE;
        private static final byte[] NOTHING = {};

        private final Map<String, Recorded> recorded;

        Answers(Map<String, Recorded> recorded) {
            this.recorded = recorded;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                Recorded known = recorded.get(request.uri());
                ChannelFuture _ = context.write(
                        known == null ? response(new Recorded.Part(404, NONE, NOTHING)) : response(known, request),
                        context.voidPromise());
            }
            if (message instanceof LastHttpContent) {
                context.flush();
            }
        }

        private static DefaultFullHttpResponse response(Recorded known, HttpRequest request) {
            HttpHeaders asked = request.headers();
            if (asked.contains(HttpHeaderNames.IF_NONE_MATCH)) {
                return response(known.notModified());
            }
            return response(asked.contains(HttpHeaderNames.ACCEPT_ENCODING) ? known.gzip() : known.plain());
        }

        private static DefaultFullHttpResponse response(Recorded.Part part) {
            return new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(part.status()),
                    Unpooled.wrappedBuffer(part.body()),
                    part.headers(),
                    NONE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ChannelFuture _ = context.close();
        }
    }
}
