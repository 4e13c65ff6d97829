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

/** Reads what was noticed. What cannot be read is itself a finding: the comment is shown, and can be decided on. */
@Singleton
class FindingsParser {

    private static final Logger LOG = LoggerFactory.getLogger(FindingsParser.class);

    private static final Finding UNREADABLE = new Finding("unreadable", "", List.of());

    /** How many that are broken are remembered, so that each is logged once. */
    private static final int REMEMBERED = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Set<UUID> broken = ConcurrentHashMap.newKeySet();

    List<Finding> read(UUID comment, @Nullable String stored) {
        if (stored == null) {
            return List.of();
        }
        try {
            List<Stored> findings = JSON.readValue(stored, new TypeReference<>() {});
            return findings.stream().map(Stored::finding).toList();
        } catch (JsonProcessingException | RuntimeException _) {
            if (broken.size() < REMEMBERED && broken.add(comment)) {
                LOG.warn("The findings of comment {} cannot be read", comment);
            }
            return List.of(UNREADABLE);
        }
    }

    /** As it is in the database. */
    private record Stored(
            @Nullable String rule,
            @Nullable String detail,
            @Nullable List<List<Integer>> spans) {

        Finding finding() {
            List<List<Integer>> places = spans == null ? List.of() : spans;
            if (rule == null || places.stream().anyMatch(span -> span.size() != 2 || span.contains(null))) {
                throw new IllegalArgumentException("No finding");
            }
            return new Finding(rule, detail == null ? "" : detail, places);
        }
    }
}
