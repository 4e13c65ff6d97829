package mizan.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer: a problem document as in RFC 9457.
 *
 * @param type a relative reference to the page that explains this kind of problem
 * @param detail what went wrong this time, for the person who reads it
 * @param instance names this one occurrence in the service's log; only where the fault is ours
 * @param errors what is wrong with which field, one entry per fault
 * @param current how the thing stands that the request was about (409)
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
        @Nullable Object current) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One fault of one field.
     *
     * @param pointer where the field is: a JSON Pointer as a URI fragment (RFC 6901 §6)
     * @param code the rule, to be matched by programs: email.invalid
     * @param detail the same for people, in their language
     */
    @Introspected
    public record FieldError(String pointer, String code, String detail) {}
}
