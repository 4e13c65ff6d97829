package mizan.scoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request for scores that cannot be answered. */
final class ScoringException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Google's names of errors, with their HTTP status. */
    enum Status {
        INVALID_ARGUMENT(400),
        FAILED_PRECONDITION(400),
        PERMISSION_DENIED(403),
        RESOURCE_EXHAUSTED(429);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private final Status status;
    private final String errorType;
    private final String text;
    private final @Nullable String attribute;
    private final transient List<String> languages;

    private ScoringException(
            Status status, String errorType, String text, @Nullable String attribute, List<String> languages) {
        super(text, null, false, false);
        this.status = status;
        this.errorType = errorType;
        this.text = text;
        this.attribute = attribute;
        this.languages = languages;
    }

    static ScoringException of(Status status, String errorType, String text) {
        return new ScoringException(status, errorType, text, null, List.of());
    }

    static ScoringException invalid(String text) {
        return of(Status.INVALID_ARGUMENT, "INVALID_REQUEST", text);
    }

    static ScoringException unsupported(String attribute, List<String> languages) {
        return new ScoringException(
                Status.INVALID_ARGUMENT,
                "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
                "Attribute " + attribute + " does not support request languages: " + String.join(", ", languages),
                attribute,
                languages);
    }

    Status status() {
        return status;
    }

    String errorType() {
        return errorType;
    }

    String text() {
        return text;
    }

    @Nullable String attribute() {
        return attribute;
    }

    List<String> languages() {
        return languages;
    }
}
