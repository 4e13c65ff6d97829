package mizan.platform.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import org.jspecify.annotations.Nullable;

/** Creates problem responses in the language of the request. */
@Singleton
public class ProblemResponses {

    /** Default of Retry-After, also when the database is unavailable. */
    public static final int RETRY_AFTER_SECONDS = 2;

    private final Languages languages;

    ProblemResponses(Languages languages) {
        this.languages = languages;
    }

    public MutableHttpResponse<Problem> response(HttpRequest<?> request, ProblemType type) {
        return response(request, type, List.of());
    }

    public MutableHttpResponse<Problem> response(
            HttpRequest<?> request, ProblemType type, List<FieldViolation> violations) {
        return respond(request, type, problem(languages.of(request), type, violations, null, null));
    }

    /** A response with another detail than that of its type. */
    public MutableHttpResponse<Problem> response(
            HttpRequest<?> request, ProblemType type, Function<LocalizedMessages, String> detail) {
        Locale language = languages.of(request);
        return respond(
                request,
                type,
                problem(language, type, List.of(), null, null)
                        .withDetail(detail.apply(MessageBundle.SERVICE.in(language))));
    }

    /** The response while the database is unavailable, in the words of {@link #unavailableDetail}. */
    public MutableHttpResponse<Problem> unavailable(HttpRequest<?> request, Throwable cause) {
        Locale language = languages.of(request);
        Problem problem = problem(language, ProblemType.UNAVAILABLE, List.of(), null, null)
                .withDetail(unavailableDetail(request, cause, MessageBundle.SERVICE.in(language)));
        return respond(request, ProblemType.UNAVAILABLE, problem);
    }

    /**
     * Says what is known about a request that failed because the database is unavailable: that nothing was saved, or that
     * this is unknown because the connection broke during the commit. A request that only reads is not told either.
     */
    public static String unavailableDetail(HttpRequest<?> request, Throwable cause, LocalizedMessages messages) {
        if (!HttpMethod.permitsRequestBody(request.getMethod())) {
            return messages.get("problem.unavailable.reading");
        }
        return messages.get(
                DatabaseUnavailable.isCommitInDoubt(cause)
                        ? "problem.unavailable.unknown"
                        : "problem.unavailable.detail");
    }

    /** A conflict response with the current state of the resource. */
    public MutableHttpResponse<Problem> conflict(HttpRequest<?> request, ProblemType type, Object current) {
        return respond(request, type, problem(languages.of(request), type, List.of(), null, current));
    }

    /** A bare 500 response with the id under which the exception is logged. */
    MutableHttpResponse<Problem> internalError(HttpRequest<?> request, String id) {
        ProblemType type = ProblemType.INTERNAL_ERROR;
        return respond(request, type, problem(languages.of(request), type, List.of(), "urn:uuid:" + id, null));
    }

    public Problem problem(
            Locale language,
            ProblemType type,
            List<FieldViolation> violations,
            @Nullable String instance,
            @Nullable Object current) {
        LocalizedMessages messages = MessageBundle.SERVICE.in(language);
        List<Problem.FieldError> errors = violations.stream()
                .map(violation ->
                        new Problem.FieldError(violation.pointer(), violation.code(), violation.detail(messages)))
                .toList();
        return new Problem(
                type.reference(),
                messages.get("problem." + type.slug() + ".title"),
                type.status(),
                messages.get("problem." + type.slug() + ".detail"),
                instance,
                errors.isEmpty() ? null : errors,
                current);
    }

    // A client that sent no token gets no error code (RFC 6750 §3.1).
    private static boolean hasBearerToken(HttpRequest<?> request) {
        return request.getHeaders()
                .get(HttpHeaders.AUTHORIZATION, String.class, "")
                .regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }

    private static MutableHttpResponse<Problem> respond(HttpRequest<?> request, ProblemType type, Problem problem) {
        MutableHttpResponse<Problem> response = HttpResponse.<Problem>status(HttpStatus.valueOf(type.status()))
                .contentType(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(problem);
        return switch (type.status()) {
            case 401 ->
                response.header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        hasBearerToken(request) ? "Bearer error=\"invalid_token\"" : "Bearer");
            case 429, 503 -> response.header(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
            default -> response;
        };
    }
}
