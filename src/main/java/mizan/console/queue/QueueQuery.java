package mizan.console.queue;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.uri.UriBuilder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.console.ConsolePath;
import mizan.moderation.queue.QueueParameters;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.UuidText;
import org.jspecify.annotations.Nullable;

/** The filters in the query of the queue page. Empty filters are left out. */
public record QueueQuery(Map<String, String> filters) {

    static final int PAGE_SIZE = 50;

    private static final String[] PARAMETERS = {
        "status",
        "site",
        "article",
        "author",
        "finding",
        "q",
        "claimed",
        "moderator",
        "reported",
        "from",
        "until",
        "order"
    };

    /** The filters that the page shows only on request, unless one of them is set. */
    private static final Set<String> MORE_PARAMETERS =
            Set.of("site", "article", "finding", "moderator", "reported", "from", "until", "order");

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
        return new QueueQuery(consistent(filters));
    }

    // The status is always sent by the form. Only pending comments are claimed and ordered by score, and only decided
    // ones have a decision or reports.
    private static Map<String, String> consistent(Map<String, String> filters) {
        if (!filters.getOrDefault("status", "PENDING").equals("PENDING")) {
            filters.keySet().removeAll(Set.of("claimed", "order"));
        } else if (filters.containsKey("moderator") || filters.containsKey("reported")) {
            filters.put("status", "ALL");
            filters.keySet().removeAll(Set.of("claimed", "order"));
        }
        return filters;
    }

    /** This query with the key of an article. */
    QueueQuery withArticle(String key) {
        Map<String, String> changed = new LinkedHashMap<>(filters);
        changed.put("article", key);
        return new QueueQuery(changed);
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

    /** Whether a filter is set that the page shows only on request. */
    public boolean hasMoreFilters() {
        return !isPending() || filters.keySet().stream().anyMatch(MORE_PARAMETERS::contains);
    }

    /** Whether the page says how many comments the list has. The number of pending comments is shown anyway. */
    public boolean showsTotal() {
        return !isPending() || isFiltered();
    }

    /** The path of the number of comments in the list. */
    public String totalPath() {
        return path("/console/total", filters);
    }

    /** The path of the comments that the moderator has claimed. */
    public String claimedPath() {
        Map<String, String> changed = new LinkedHashMap<>(filters);
        changed.keySet().removeAll(Set.of("status", "moderator"));
        changed.put("claimed", "mine");
        return path(changed);
    }

    public String path() {
        return path(filters);
    }

    /** The path of the page that starts after the cursor. */
    public String pathAfter(String cursor) {
        Map<String, String> changed = new LinkedHashMap<>(filters);
        changed.put("after", cursor);
        return path(changed);
    }

    /**
     * The parameters of the queue.
     *
     * @param zone the zone of the days {@code from} and {@code until}, which both belong to the time range
     */
    QueueParameters parameters(@Nullable String after, ZoneId zone) {
        String author = filters.get("author");
        return new QueueParameters(
                status(),
                filters.get("site"),
                filters.get("article"),
                author == null ? null : uuid(author),
                filters.get("q"),
                filters.get("finding"),
                filters.get("claimed"),
                filters.get("moderator"),
                filters.get("reported"),
                startOfDay("from", 0, zone),
                startOfDay("until", 1, zone),
                filters.get("order"),
                PAGE_SIZE,
                after);
    }

    private @Nullable String startOfDay(String name, int daysLater, ZoneId zone) {
        String day = filters.get(name);
        try {
            return day == null
                    ? null
                    : LocalDate.parse(day)
                            .plusDays(daysLater)
                            .atStartOfDay(zone)
                            .toInstant()
                            .toString();
        } catch (DateTimeException _) {
            throw ProblemException.invalid(FieldViolation.of(name, "invalid"));
        }
    }

    private static UUID uuid(String author) {
        return UuidText.parse(author).orElseThrow(ProblemException::malformed);
    }

    private static String path(Map<String, String> filters) {
        return path(ConsolePath.HOME, filters);
    }

    private static String path(String page, Map<String, String> filters) {
        UriBuilder path = UriBuilder.of(page);
        filters.forEach((name, value) -> path.queryParam(name, value));
        return path.toString();
    }
}
