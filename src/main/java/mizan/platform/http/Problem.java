package mizan.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of every error response: problem details (RFC 9457).
 *
 * @param type a relative reference to the page that explains this type of problem
 * @param detail the explanation for people
 * @param instance the request id, which is in each line of the log; only where the service has failed
 * @param errors the field errors, one per violation
 * @param current the current state of the resource (409)
 * @param challenge the proof of work to find ({@code proof-required})
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
@OpenAPIExtraSchema
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable List<FieldError> errors,
        @Nullable Object current,
        @Nullable Object challenge) {

    public static final String MEDIA_TYPE = "application/problem+json";

    Problem withInstance(String otherInstance) {
        return new Problem(type, title, status, detail, otherInstance, errors, current, challenge);
    }

    Problem withDetail(String otherDetail) {
        return new Problem(type, title, status, otherDetail, instance, errors, current, challenge);
    }

    Problem withChallenge(Object newChallenge) {
        return new Problem(type, title, status, detail, instance, errors, current, newChallenge);
    }

    /**
     * One violation of one field.
     *
     * @param pointer the field: a JSON Pointer as a URI fragment (RFC 6901 §6)
     * @param code the code for programs: {@code email.invalid}
     * @param detail the message for people, in their language
     */
    @Introspected
    public record FieldError(String pointer, String code, String detail) {}
}
