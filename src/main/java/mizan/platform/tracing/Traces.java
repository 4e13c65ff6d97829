package mizan.platform.tracing;

import io.micronaut.context.env.Environment;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spans of requests, statements and deliveries. A span has exactly the attributes that are set here: no address, path, query,
 * value of a statement or message of an exception. While traces are off nothing of the SDK is loaded.
 */
@Singleton
public class Traces {

    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("mizan.outcome");

    /** The spans that are not sent yet are lost after this time, so that a collector that is away does not delay a shutdown. */
    private static final int SHUTDOWN_SECONDS = 2;

    private final @Nullable OpenTelemetrySdk sdk;
    private final @Nullable Tracer tracer;

    @Inject
    Traces(Environment environment) {
        this(TracingSettings.areTracesOn(environment) ? TracingSdk.start(environment) : null);
    }

    private Traces(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk == null ? null : sdk.getTracer("mizan");
    }

    /** Without spans. */
    public static Traces off() {
        return new Traces((OpenTelemetrySdk) null);
    }

    /**
     * Begins the span of a request. Empty while traces are off.
     *
     * @param traceParent the header field of W3C Trace Context, if it comes from a trusted proxy
     */
    public Optional<RequestSpan> startRequest(String method, @Nullable String traceParent) {
        if (tracer == null) {
            return Optional.empty();
        }
        // Without tracestate, which may contain anything.
        Context parent = traceParent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), traceParent, RequestSpan.TRACE_PARENT);
        return Optional.of(RequestSpan.start(tracer, parent, method));
    }

    /**
     * Does some work in a span; while traces are off, without.
     *
     * @param name must not contain personal data
     * @param outcome how the result is named, without personal data
     */
    public <T> T trace(String name, Supplier<T> work, Function<T, String> outcome) {
        if (tracer == null) {
            return work.get();
        }
        Span span = tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).startSpan();
        try (Scope _ = span.makeCurrent()) {
            T result = work.get();
            span.setAttribute(OUTCOME, outcome.apply(result));
            return result;
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute(ERROR_TYPE, e.getClass().getName());
            throw e;
        } finally {
            span.end();
        }
    }

    /** A connection whose prepared statements are spans, if they are executed within a span; while traces are off, the same. */
    public Connection traced(Connection connection) {
        return tracer == null ? connection : TracedStatements.wrap(connection, tracer);
    }

    @PreDestroy
    void close() {
        if (sdk != null) {
            sdk.getSdkTracerProvider().shutdown().join(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        }
    }
}
