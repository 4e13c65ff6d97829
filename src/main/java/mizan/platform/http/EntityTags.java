package mizan.platform.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.List;

/** Conditional requests (RFC 9110 §13) for resources whose entity tag is a version number. */
public final class EntityTags {

    private static final String ANY = "*";
    private static final String WEAK = "W/";

    private EntityTags() {}

    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /** Whether the request has If-Match. */
    public static boolean hasPrecondition(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.IF_MATCH);
    }

    /** Whether the request has If-Match, and none of its tags is that of the version. Weak tags never match (§13.1.1). */
    public static boolean isPreconditionFailed(HttpRequest<?> request, int version) {
        List<String> tags = tags(request, HttpHeaders.IF_MATCH);
        return !tags.isEmpty() && !tags.contains(ANY) && !tags.contains(of(version));
    }

    /** Whether the request has If-None-Match with the version's tag, strong or weak (§13.1.2). */
    public static boolean isNotModified(HttpRequest<?> request, int version) {
        return tags(request, HttpHeaders.IF_NONE_MATCH).stream()
                .map(tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
                .anyMatch(tag -> tag.equals(ANY) || tag.equals(of(version)));
    }

    // Several field lines are one list (§5.3). The tags of this service contain no commas.
    private static List<String> tags(HttpRequest<?> request, String field) {
        return request.getHeaders().getAll(field).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }
}
