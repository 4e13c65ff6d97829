package mizan.moderation.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import mizan.moderation.queue.QueuedComment.Finding;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses the stored findings of comments. Findings that cannot be parsed are replaced by the finding {@code unreadable}, so
 * that the comment can still be shown and decided.
 */
@Singleton
class FindingsParser {

    private static final Logger LOG = LoggerFactory.getLogger(FindingsParser.class);

    private static final Finding UNREADABLE = new Finding("unreadable", "", List.of(), 0);

    /** Each unreadable comment is logged once, up to this number. */
    private static final int MAX_LOGGED = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Set<UUID> logged = ConcurrentHashMap.newKeySet();

    List<Finding> parse(UUID comment, @Nullable String json) {
        if (json == null) {
            return List.of();
        }
        try {
            List<StoredFinding> findings = JSON.readValue(json, new TypeReference<>() {});
            return findings.stream().map(StoredFinding::toFinding).toList();
        } catch (JsonProcessingException | RuntimeException _) {
            if (logged.size() < MAX_LOGGED && logged.add(comment)) {
                LOG.warn("The findings of comment {} cannot be parsed", comment);
            }
            return List.of(UNREADABLE);
        }
    }

    /** A finding as the database stores it. */
    private record StoredFinding(
            @Nullable String rule,
            @Nullable String detail,
            @Nullable List<List<Integer>> spans,
            int weight) {

        Finding toFinding() {
            List<List<Integer>> pairs = spans == null ? List.of() : spans;
            if (rule == null || pairs.stream().anyMatch(span -> span.size() != 2 || span.contains(null))) {
                throw new IllegalArgumentException("A finding needs a rule and spans of two offsets");
            }
            return new Finding(rule, detail == null ? "" : detail, pairs, weight);
        }
    }
}
