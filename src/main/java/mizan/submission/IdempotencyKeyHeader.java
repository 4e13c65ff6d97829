package mizan.submission;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Parser of the Idempotency-Key header, bare or a quoted string (draft-ietf-httpapi-idempotency-key-header §2.1). */
final class IdempotencyKeyHeader {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*+)\"");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,98}[\\x21-\\x7E])?");

    /** 100 escaped characters and two quotation marks. */
    private static final int MAX_QUOTED = 202;

    private IdempotencyKeyHeader() {}

    /**
     * Returns the key; null if the request has none.
     *
     * @throws ProblemException {@link mizan.platform.http.ProblemType#INVALID_REQUEST} if the key is invalid, or if there
     *     are several
     */
    static @Nullable String parse(HttpRequest<?> request) {
        List<String> values = request.getHeaders().getAll(HEADER);
        if (values.isEmpty()) {
            return null;
        }
        String key = values.getFirst().strip();
        if (key.length() > MAX_QUOTED) {
            throw invalid();
        }
        Matcher quoted = QUOTED.matcher(key);
        if (quoted.matches()) {
            key = quoted.group(1).replaceAll("\\\\(.)", "$1");
        }
        if (values.size() > 1 || !PRINTABLE.matcher(key).matches()) {
            throw invalid();
        }
        return key;
    }

    private static ProblemException invalid() {
        return ProblemException.invalid(FieldViolation.of(HEADER, "invalid"));
    }
}
