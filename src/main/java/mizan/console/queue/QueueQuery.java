package mizan.console.queue;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.uri.UriBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.console.ConsolePath;
import mizan.moderation.queue.QueueParameters;
import mizan.platform.http.ProblemException;
import mizan.platform.http.UuidText;
import org.jspecify.annotations.Nullable;

/** The filters in the query of the queue page. Empty filters are left out. */
public record QueueQuery(Map<String, String> filters) {

    static final int PAGE_SIZE = 50;

    private static final String[] PARAMETERS = {"status", "site", "article", "author", "finding", "q", "claimed"};

    private static final Set<String> LIVE_PARAMETERS = Set.of("status", "site");

    static QueueQuery of(HttpRequest<?> request) {
        HttpParameters parameters = request.getParameters();
        Map<String, String> filters = new LinkedHashMap<>();
        for (String name : PARAMETERS) {
            String value = parameters.get(name);
            if (value != null && !value.isBlank()) {
                filters.put(name, value);
            }
        }
        return new QueueQuery(filters);
    }

    /** The value of a filter; empty if it is not set. */
    public String get(String name) {
        return filters.getOrDefault(name, "");
    }

    public String status() {
        return filters.getOrDefault("status", "PENDING");
    }

    public boolean isPending() {
        return status().equals("PENDING");
    }

    /** Whether every new pending comment belongs in the list. */
    public boolean showsArrivals() {
        return isPending() && LIVE_PARAMETERS.containsAll(filters.keySet());
    }

    public boolean isClaimedByMe() {
        return filters.containsKey("claimed");
    }

    /** Whether any filter other than the status is set. */
    public boolean isFiltered() {
        return filters.keySet().stream().anyMatch(name -> !name.equals("status"));
    }

    public String path() {
        return path(filters);
    }

    /** The path of the page that starts after the cursor. */
    public String pathAfter(String cursor) {
        return pathWith("after", cursor);
    }

    /** The path of the page with one filter replaced. */
    public String pathWith(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(filters);
        changed.put(name, value);
        return path(changed);
    }

    QueueParameters parameters(@Nullable String after) {
        String author = filters.get("author");
        return new QueueParameters(
                status(),
                filters.get("site"),
                filters.get("article"),
                author == null ? null : uuid(author),
                filters.get("q"),
                filters.get("finding"),
                filters.get("claimed"),
                null,
                null,
                null,
                null,
                PAGE_SIZE,
                after);
    }

    private static UUID uuid(String author) {
        return UuidText.parse(author).orElseThrow(ProblemException::malformed);
    }

    private static String path(Map<String, String> filters) {
        UriBuilder path = UriBuilder.of(ConsolePath.HOME);
        filters.forEach((name, value) -> path.queryParam(name, value));
        return path.toString();
    }
}
