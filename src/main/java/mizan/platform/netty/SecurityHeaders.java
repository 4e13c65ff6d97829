package mizan.platform.netty;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import mizan.platform.http.url.PublicOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Adds the security header fields of every response on both ports: those of controllers and of the cache, static files,
 * and errors that the framework answers.
 *
 * <ul>
 *   <li>{@code X-Content-Type-Options: nosniff}: browsers do not guess another type.
 *   <li>{@code Strict-Transport-Security} (RFC 6797) for a year, if the public origin is https. Cookies are Secure then.
 *   <li>{@code Content-Security-Policy}: HTML without a policy of its own may load nothing and cannot be framed.
 * </ul>
 */
@Singleton
@Sharable
final class SecurityHeaders extends ChannelOutboundHandlerAdapter
        implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final AsciiString NOSNIFF = AsciiString.cached("nosniff");
    private static final AsciiString HSTS = AsciiString.cached("strict-transport-security");
    private static final AsciiString ONE_YEAR = AsciiString.cached("max-age=31536000");
    private static final AsciiString NOTHING =
            AsciiString.cached("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    private final PublicOrigin origin;

    SecurityHeaders(PublicOrigin origin) {
        this.origin = origin;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new PipelineInitializer(this::addHandler));
        return event.getBean();
    }

    // Next to the codec, so that the responses of all other handlers pass it.
    private void addHandler(ChannelPipeline pipeline) {
        pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, this);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            addFields(response.headers());
        }
        var _ = context.write(message, promise);
    }

    private void addFields(HttpHeaders headers) {
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        if (origin.isHttps()) {
            headers.set(HSTS, ONE_YEAR);
        }
        if (isHtml(headers.get(HttpHeaderNames.CONTENT_TYPE))
                && !headers.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
            headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, NOTHING);
        }
    }

    private static boolean isHtml(@Nullable String type) {
        return type != null && (type.startsWith("text/html") || type.startsWith("application/xhtml"));
    }
}
