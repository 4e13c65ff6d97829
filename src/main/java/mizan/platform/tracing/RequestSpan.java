package mizan.platform.tracing;

import io.micronaut.core.propagation.PropagatedContextElement;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The span of an HTTP request, with the names of OpenTelemetry's semantic conventions. */
public final class RequestSpan {

    /** Reads the header field traceparent from its value. */
    static final TextMapGetter<String> TRACE_PARENT = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // without a default until it is removed
        public Iterable<String> keys(String traceParent) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceParent, String key) {
            return key.equals("traceparent") ? traceParent : null;
        }
    };

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    /** A client could send anything as its method. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");

    private static final int SERVER_ERROR = 500;

    private final Span span;
    private final String method;
    private final Context context;

    private RequestSpan(Span span, String method, Context context) {
        this.span = span;
        this.method = method;
        this.context = context;
    }

    static RequestSpan start(Tracer tracer, Context parent, String requestMethod) {
        boolean isKnown = METHODS.contains(requestMethod);
        String method = isKnown ? requestMethod : "HTTP";
        Span span = tracer.spanBuilder(method)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, isKnown ? requestMethod : "_OTHER")
                .startSpan();
        return new RequestSpan(span, method, parent.with(span));
    }

    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    /** Makes it the parent of spans that begin while the request is processed, on whatever thread. */
    public PropagatedContextElement propagation() {
        return new Propagation(context);
    }

    /** @param route the template of the path; null if there is none for the path */
    public void end(@Nullable String route, int status) {
        if (route != null) {
            span.updateName(method + " " + route).setAttribute(ROUTE, route);
        }
        span.setAttribute(STATUS, (long) status);
        if (status >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR).setAttribute(Traces.ERROR_TYPE, String.valueOf(status));
        }
        span.end();
    }

    private record Propagation(Context context) implements ThreadPropagatedContextElement<Scope> {

        @Override
        @SuppressWarnings("MustBeClosedChecker") // the framework passes it to restoreThreadContext
        public Scope updateThreadContext() {
            return context.makeCurrent();
        }

        @Override
        public void restoreThreadContext(@Nullable Scope scope) {
            if (scope != null) {
                scope.close();
            }
        }
    }
}
