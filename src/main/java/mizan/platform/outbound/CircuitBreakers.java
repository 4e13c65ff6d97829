package mizan.platform.outbound;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mizan.platform.outbound.OutboundResult.Failed;
import mizan.platform.outbound.OutboundResult.Reason;
import mizan.platform.outbound.OutboundResult.Response;

/** A circuit breaker for each target: while a target fails, requests to it fail at once, and it is left alone. */
final class CircuitBreakers {

    private static final int MAX_TARGETS = 1_000;

    /** The last requests that count, and how many of them there must be. */
    private static final int WINDOW = 20;

    private static final int MIN_REQUESTS = 5;

    /** After this time one request tries again. */
    private static final Duration OPEN = Duration.ofSeconds(30);

    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final LoadingCache<String, CircuitBreaker> breakers;

    CircuitBreakers(Clock clock) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(MIN_REQUESTS)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build();
        breakers = Caffeine.newBuilder().maximumSize(MAX_TARGETS).build(origin -> CircuitBreaker.of(origin, config));
    }

    OutboundResult call(String origin, Supplier<OutboundResult> request) {
        CircuitBreaker breaker = breakers.get(origin);
        if (!breaker.tryAcquirePermission()) {
            return new Failed(Reason.CIRCUIT_OPEN);
        }
        OutboundResult result;
        try {
            result = request.get();
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
        switch (result) {
            case Failed(Reason reason) when reason == Reason.INTERRUPTED -> breaker.releasePermission();
            case Failed _ -> fail(breaker);
            case Response response when isFailure(response) -> fail(breaker);
            case Response _ -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
        return result;
    }

    // The library wants an exception for each failure.
    private static void fail(CircuitBreaker breaker) {
        breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("The request failed"));
    }

    // With another status the target works, and does not accept this request.
    private static boolean isFailure(Response response) {
        return response.status() >= SERVER_ERRORS || response.status() == TOO_MANY_REQUESTS;
    }
}
