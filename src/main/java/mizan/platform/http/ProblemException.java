package mizan.platform.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem response. For code that cannot return an outcome: body readers, filters, checks. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<FieldViolation> violations;
    private final transient @Nullable Duration retryAfter;

    public ProblemException(ProblemType type) {
        this(type, List.of());
    }

    public ProblemException(ProblemType type, List<FieldViolation> violations) {
        this(type, violations, null);
    }

    private ProblemException(ProblemType type, List<FieldViolation> violations, @Nullable Duration retryAfter) {
        super(type.slug(), null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public static ProblemException malformed() {
        return new ProblemException(ProblemType.MALFORMED_REQUEST);
    }

    public static ProblemException invalid(FieldViolation violation) {
        return new ProblemException(ProblemType.INVALID_REQUEST, List.of(violation));
    }

    /** @param retryAfter the time after which the request may be sent again */
    public static ProblemException tooManyRequests(Duration retryAfter) {
        return new ProblemException(ProblemType.TOO_MANY_REQUESTS, List.of(), retryAfter);
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldViolation> violations() {
        return violations;
    }

    /** The value of Retry-After, if it is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
