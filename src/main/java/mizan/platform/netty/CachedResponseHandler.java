package mizan.platform.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import mizan.platform.http.CrossOrigin;
import org.jspecify.annotations.Nullable;

/**
 * One connection's requests for what is at hand. Answers in the framework's stead, with the same header fields, plain
 * GET requests whose body is ready; passes on all others, and those whose turn has not come: a request before them is
 * still to be answered, or the client does not read.
 */
final class CachedResponseHandler extends ChannelDuplexHandler {

    private final CachedResources answers;
    private final CachedResponses common;

    /** Requests that were passed on and have not been answered to the end. */
    private int unanswered;

    private boolean isAnswered;
    private boolean isUnflushed;
    private boolean isIdle;
    private @Nullable ChannelFuture lastWrite;

    CachedResponseHandler(CachedResources answers, CachedResponses common) {
        this.answers = answers;
        this.common = common;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (part instanceof HttpRequest request) {
            isAnswered = false; // also if answering throws
            isAnswered = unanswered == 0 && context.channel().isWritable() && answer(context, request);
            if (!isAnswered) {
                unanswered++;
            }
        }
        if (isAnswered) {
            ReferenceCountUtil.release(part);
        } else {
            context.fireChannelRead(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (isUnflushed) {
            isUnflushed = false;
            context.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
        boolean isInterim =
                part instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (part instanceof LastHttpContent && !isInterim) {
            unanswered--;
        }
        var _ = context.write(part, promise);
    }

    // The framework, when it stops, closes a connection that it has nothing to write to: what we have written is to
    // arrive first. Only a client that does not read in time loses it.
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        ChannelFuture written = lastWrite;
        if (written == null || written.isDone() || isIdle) {
            var _ = context.close(promise);
        } else {
            written.addListener(_ -> {
                var _ = context.close(promise);
            });
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            isIdle = true;
        }
        context.fireUserEventTriggered(event);
    }

    private boolean answer(ChannelHandlerContext context, HttpRequest request) {
        long start = System.nanoTime();
        HttpHeaders asked = request.headers();
        if (!isPlain(request, asked)) {
            return false;
        }
        @Nullable CachedResource answer = answers.get(request.uri());
        @Nullable Representation body = answer == null ? null : answer.representation();
        Representation.@Nullable PreparedResponse reply = body == null
                ? null
                : body.prepared(asked.get(HttpHeaderNames.ACCEPT_ENCODING), asked.get(HttpHeaderNames.IF_NONE_MATCH));
        if (answer == null || reply == null) {
            return false;
        }
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        for (Representation.HeaderField field : reply.fields()) {
            headers.add(field.name(), field.value());
        }
        headers.add(HttpHeaderNames.DATE, common.date());
        CrossOrigin.addHeaders(asked.get(HttpHeaderNames.ORIGIN), answer::allowsOrigin, headers::add);
        if (!reply.isNotModified()) {
            headers.add(HttpHeaderNames.CONTENT_LENGTH, reply.bytes().length);
        }
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                reply.isNotModified() ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK,
                Unpooled.wrappedBuffer(reply.bytes()),
                headers,
                EmptyHttpHeaders.INSTANCE);
        lastWrite = context.write(response);
        isUnflushed = true;
        common.count(answer.route(), reply.isNotModified(), System.nanoTime() - start);
        return true;
    }

    /** Whether the request has nothing that the framework would have to judge. */
    private static boolean isPlain(HttpRequest request, HttpHeaders asked) {
        return request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && request.decoderResult().isSuccess()
                && isAnyTypeWelcome(asked.get(HttpHeaderNames.ACCEPT))
                && !asked.contains(HttpHeaderNames.AUTHORIZATION)
                && !asked.contains(HttpHeaderNames.COOKIE)
                && !asked.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !asked.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !asked.contains(HttpHeaderNames.EXPECT)
                && !asked.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private static boolean isAnyTypeWelcome(@Nullable String accept) {
        return accept == null || accept.equals("*/*");
    }
}
