package mizan.platform.http;

/**
 * Type of a problem (RFC 9457 §3.1.1). The message bundles hold its texts under {@code problem.<slug>}.
 *
 * @param slug the last segment of the type's reference, {@code /problems/<slug>}
 * @param status the HTTP status, 400–599
 */
public record ProblemType(String slug, int status) {

    public static final ProblemType MALFORMED_REQUEST = new ProblemType("malformed-request", 400);
    public static final ProblemType SIGN_IN_REQUIRED = new ProblemType("sign-in-required", 401);
    public static final ProblemType NOT_ALLOWED = new ProblemType("not-allowed", 403);
    public static final ProblemType ORIGIN_NOT_ALLOWED = new ProblemType("origin-not-allowed", 403);
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404);
    public static final ProblemType METHOD_NOT_ALLOWED = new ProblemType("method-not-allowed", 405);
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType("not-acceptable", 406);
    public static final ProblemType REQUEST_TIMEOUT = new ProblemType("request-timeout", 408);
    public static final ProblemType PRECONDITION_FAILED = new ProblemType("precondition-failed", 412);
    public static final ProblemType TOO_LARGE = new ProblemType("too-large", 413);
    public static final ProblemType URI_TOO_LONG = new ProblemType("uri-too-long", 414);
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = new ProblemType("unsupported-media-type", 415);
    public static final ProblemType INVALID_REQUEST = new ProblemType("invalid-request", 422);
    public static final ProblemType TOO_MANY_REQUESTS = new ProblemType("too-many-requests", 429);
    public static final ProblemType HEADERS_TOO_LARGE = new ProblemType("headers-too-large", 431);
    public static final ProblemType INTERNAL_ERROR = new ProblemType("internal-error", 500);
    public static final ProblemType UNAVAILABLE = new ProblemType("unavailable", 503);

    /** The relative reference that identifies the type. The service has a page there that explains it. */
    public String reference() {
        return "/problems/" + slug;
    }

    /** The type for an error status set by Micronaut. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> SIGN_IN_REQUIRED;
            case 403 -> NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> INVALID_REQUEST;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL_ERROR : MALFORMED_REQUEST;
        };
    }
}
