package mizan.platform.http;

import java.util.List;
import java.util.Optional;
import mizan.platform.limit.Exceeded;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem response. For code that cannot return an outcome: body readers, filters, checks. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<FieldViolation> violations;
    private final transient @Nullable Exceeded exceeded;

    public ProblemException(ProblemType type) {
        this(type, List.of());
    }

    public ProblemException(ProblemType type, List<FieldViolation> violations) {
        this(type, violations, null);
    }

    private ProblemException(ProblemType type, List<FieldViolation> violations, @Nullable Exceeded exceeded) {
        super(type.slug(), null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.exceeded = exceeded;
    }

    public static ProblemException malformed() {
        return new ProblemException(ProblemType.MALFORMED_REQUEST);
    }

    public static ProblemException invalid(FieldViolation violation) {
        return new ProblemException(ProblemType.INVALID_REQUEST, List.of(violation));
    }

    public static ProblemException tooManyRequests(Exceeded exceeded) {
        return new ProblemException(ProblemType.TOO_MANY_REQUESTS, List.of(), exceeded);
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldViolation> violations() {
        return violations;
    }

    /** The limit that refuses the request. */
    public Optional<Exceeded> exceeded() {
        return Optional.ofNullable(exceeded);
    }
}
