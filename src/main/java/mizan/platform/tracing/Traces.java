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
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Spans of requests, statements and deliveries. A span has exactly the attributes that are set here: no address, path, query,
 * value of a statement or message of an exception. While traces are off nothing of the SDK is loaded.
 */
@Singleton
public class Traces {

    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("mizan.outcome");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");

    private static final Pattern FIRST_WORD = Pattern.compile("\\w+");

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

    /** Executes a statement in a span with its text. Its values are no part of the text. Outside of a span it has none. */
    public <T extends @Nullable Object> T traceStatement(String sql, Callable<T> execution) throws Exception {
        if (tracer == null || !Span.current().getSpanContext().isValid()) {
            return execution.call();
        }
        Matcher word = FIRST_WORD.matcher(sql);
        Span span = tracer.spanBuilder(word.find() ? word.group() : "SQL")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SYSTEM, "postgresql")
                .setAttribute(TEXT, sql)
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            return execution.call();
        } catch (SQLException e) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, String.valueOf(e.getSQLState()));
            throw e;
        } finally {
            span.end();
        }
    }

    @PreDestroy
    void close() {
        if (sdk != null) {
            sdk.getSdkTracerProvider().shutdown().join(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        }
    }
}
