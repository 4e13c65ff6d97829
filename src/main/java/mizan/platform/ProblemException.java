package mizan.platform;

import java.util.List;

/** Ends a request with a problem, from where no outcome can be returned: body readers, filters, argument checks. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<FieldFault> faults;

    public ProblemException(ProblemType type) {
        this(type, List.of());
    }

    public ProblemException(ProblemType type, List<FieldFault> faults) {
        super(type.slug(), null, false, false);
        this.type = type;
        this.faults = List.copyOf(faults);
    }

    public static ProblemException malformed() {
        return new ProblemException(ProblemType.MALFORMED_REQUEST);
    }

    public static ProblemException invalid(FieldFault fault) {
        return new ProblemException(ProblemType.INVALID_REQUEST, List.of(fault));
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldFault> faults() {
        return faults;
    }
}
