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

    /** Attribute of a request with its id. */
    public static final String REQUEST_ID = "mizan.request-id";

    private static final int FIRST_SERVER_ERROR = 500;

    /** Attribute of a request with the last part of the message key of its response's detail. */
    private static final String DETAIL = "mizan.problem-detail";

    /** Attribute of a request that can be repeated with its Idempotency-Key. */
    private static final String REPEATABLE = "mizan.repeatable";

    private final Languages languages;

    ProblemResponses(Languages languages) {
        this.languages = languages;
    }

    public MutableHttpResponse<Problem> response(HttpRequest<?> request, ProblemType type) {
        return response(request, type, List.of());
    }

    public MutableHttpResponse<Problem> response(
            HttpRequest<?> request, ProblemType type, List<FieldViolation> violations) {
        if (type.equals(ProblemType.UNAVAILABLE)) {
            return unavailable(request, isReading(request) ? "reading" : "detail");
        }
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

    /** A response with a challenge that the client has to solve first. */
    public MutableHttpResponse<Problem> challenge(HttpRequest<?> request, ProblemType type, Object challenge) {
        return respond(
                request,
                type,
                problem(languages.of(request), type, List.of(), null, null).withChallenge(challenge));
    }

    /**
     * The response while the database is unavailable. It says that nothing was saved only where that is certain. The
     * connection may have broken during a commit, or when the saved change was read for the response.
     */
    MutableHttpResponse<Problem> unavailable(HttpRequest<?> request, Throwable cause) {
        if (isReading(request)) {
            return unavailable(request, "reading");
        }
        if (request.getAttribute(REPEATABLE).isEmpty()) {
            return unavailable(request, "unknown");
        }
        return unavailable(request, DatabaseUnavailable.isCommitInDoubt(cause) ? "repeatable" : "detail");
    }

    private MutableHttpResponse<Problem> unavailable(HttpRequest<?> request, String detail) {
        request.setAttribute(DETAIL, detail);
        Locale language = languages.of(request);
        Problem problem = problem(language, ProblemType.UNAVAILABLE, List.of(), null, null)
                .withDetail(MessageBundle.SERVICE.in(language).get(detailKey(request, ProblemType.UNAVAILABLE)));
        return respond(request, ProblemType.UNAVAILABLE, problem);
    }

    private static boolean isReading(HttpRequest<?> request) {
        return !HttpMethod.permitsRequestBody(request.getMethod());
    }

    /** Notes that the request saves everything in one commit, and can be repeated with its Idempotency-Key. */
    public static void setRepeatable(HttpRequest<?> request) {
        request.setAttribute(REPEATABLE, true);
    }

    /** The message key of the detail of a request's problem, for pages in another language than the problem's. */
    public static String detailKey(HttpRequest<?> request, ProblemType type) {
        return "problem." + type.slug() + "."
                + request.getAttribute(DETAIL, String.class).orElse("detail");
    }

    /** A conflict response with the current state of the resource. */
    public MutableHttpResponse<Problem> conflict(HttpRequest<?> request, ProblemType type, Object current) {
        return respond(request, type, problem(languages.of(request), type, List.of(), null, current));
    }

    /** A bare 500 response with the id under which the exception is logged. */
    MutableHttpResponse<Problem> internalError(HttpRequest<?> request, String id) {
        ProblemType type = ProblemType.INTERNAL_ERROR;
        return respond(request, type, problem(languages.of(request), type, List.of(), instance(id), null));
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
                current,
                null);
    }

    // A client that sent no token gets no error code (RFC 6750 §3.1).
    private static boolean hasBearerToken(HttpRequest<?> request) {
        return request.getHeaders()
                .get(HttpHeaders.AUTHORIZATION, String.class, "")
                .regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }

    /** The id as a URI reference. That of a proxy may be no UUID, and is a relative reference then. */
    private static String instance(String id) {
        return UuidText.parse(id).isPresent() ? "urn:uuid:" + id : id;
    }

    // Responses to mistakes of clients must not differ: they would tell a wrong password from an unknown name. Their id
    // is in the header.
    private static Problem identified(HttpRequest<?> request, ProblemType type, Problem problem) {
        return type.status() < FIRST_SERVER_ERROR || problem.instance() != null
                ? problem
                : request.getAttribute(REQUEST_ID, String.class)
                        .map(id -> problem.withInstance(instance(id)))
                        .orElse(problem);
    }

    private static MutableHttpResponse<Problem> respond(HttpRequest<?> request, ProblemType type, Problem problem) {
        MutableHttpResponse<Problem> response = HttpResponse.<Problem>status(HttpStatus.valueOf(type.status()))
                .contentType(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(identified(request, type, problem));
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
