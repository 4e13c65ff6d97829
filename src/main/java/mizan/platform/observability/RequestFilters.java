package mizan.platform.observability;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.platform.database.RequestBudget;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.tracing.RequestSpan;
import mizan.platform.tracing.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each request an id, which is in the response and in every log line of the request, and a time that it may wait for
 * the database; writes the access log, and begins and ends the span of the request. An id, and a trace of W3C Trace Context,
 * are accepted from trusted proxies only. The access log and the span have the template of the path, never the path: it may
 * contain a receipt. They have no address and no account.
 */
@ServerFilter(value = "(?s)/.*", patternStyle = FilterPatternStyle.REGEX)
final class RequestFilters implements Ordered {

    static final String REQUEST_ID = "X-Request-Id";

    private static final Logger ACCESS_LOG = LoggerFactory.getLogger("mizan.access");

    private static final String START_ATTRIBUTE = "mizan.request-start";
    private static final String SPAN_ATTRIBUTE = "mizan.request-span";
    private static final String TRACE_PARENT_HEADER = "traceparent";

    private static final Pattern ACCEPTED_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    /** A traceparent of version 00; group 1 is the id of the trace. */
    private static final Pattern TRACE_PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private final ClientAddresses addresses;
    private final Traces traces;
    private final boolean hasAccessLog;
    private final Duration databaseTimeout;
    private final int managementPort;

    RequestFilters(
            ClientAddresses addresses,
            Traces traces,
            @Property(name = "mizan.access-log") boolean hasAccessLog,
            @Property(name = "mizan.database-timeout") Duration databaseTimeout,
            @Property(name = "endpoints.all.port") int managementPort) {
        this.addresses = addresses;
        this.traces = traces;
        this.hasAccessLog = hasAccessLog;
        this.databaseTimeout = databaseTimeout;
        this.managementPort = managementPort;
    }

    /** Before all other filters, so that their log lines have the id. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    void assign(HttpRequest<?> request, MutablePropagatedContext context) {
        boolean isTrusted = addresses.isFromTrustedProxy(request);
        String id = isTrusted ? header(request, REQUEST_ID, ACCEPTED_ID, 0).orElseGet(RequestFilters::newId) : newId();
        request.setAttribute(ProblemResponses.REQUEST_ID, id);
        request.setAttribute(START_ATTRIBUTE, System.nanoTime());
        Map<String, String> entries = new HashMap<>(Map.of("request", id));
        if (isTrusted) {
            header(request, TRACE_PARENT_HEADER, TRACE_PARENT, 1).ifPresent(trace -> entries.put("trace", trace));
        }
        startSpan(request, isTrusted).ifPresent(span -> {
            request.setAttribute(SPAN_ATTRIBUTE, span);
            entries.put("trace", span.traceId());
            var _ = context.add(span.propagation());
        });
        var _ = context.add(new MdcPropagationContext(entries));
        var _ = context.add(new RequestBudget(databaseTimeout));
    }

    /** Empty while traces are off, and for the probes and metrics of the management port. */
    private Optional<RequestSpan> startSpan(HttpRequest<?> request, boolean isTrusted) {
        return request.getServerAddress().getPort() == managementPort
                ? Optional.empty()
                : traces.startRequest(
                        request.getMethodName(),
                        isTrusted
                                ? header(request, TRACE_PARENT_HEADER, TRACE_PARENT, 0)
                                        .orElse(null)
                                : null);
    }

    @ResponseFilter
    void complete(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ProblemResponses.REQUEST_ID, String.class).ifPresent(id -> {
            response.header(REQUEST_ID, id);
            if (hasAccessLog) {
                log(request, response, id);
            }
        });
        request.getAttribute(SPAN_ATTRIBUTE, RequestSpan.class)
                .ifPresent(span ->
                        span.end(BasicHttpAttributes.getUriTemplate(request).orElse(null), response.code()));
    }

    private static void log(HttpRequest<?> request, MutableHttpResponse<?> response, String id) {
        long start = request.getAttribute(START_ATTRIBUTE, Long.class).orElseGet(System::nanoTime);
        ACCESS_LOG.info(
                "{} {} {} {} ms {}",
                request.getMethodName(),
                BasicHttpAttributes.getUriTemplate(request).orElse("-"),
                response.code(),
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                id);
    }

    private static Optional<String> header(HttpRequest<?> request, String name, Pattern allowed, int group) {
        return request.getHeaders()
                .findFirst(name)
                .map(allowed::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(group));
    }

    // An id is no secret, so that it needs no secure random numbers.
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
