package mizan.moderation.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.comment.report.ReportReason;
import org.jspecify.annotations.Nullable;

/** Parses the reports and notices of a comment, which a row of the queue has as JSON. */
final class StoredReports {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StoredReports() {}

    static Map<ReportReason, Long> counts(@Nullable String json) {
        return json == null ? Map.of() : read(json, new TypeReference<EnumMap<ReportReason, Long>>() {});
    }

    static List<QueuedComment.ReportNote> notes(@Nullable String json) {
        return json == null ? List.of() : read(json, new TypeReference<>() {});
    }

    static List<QueuedComment.Notice> notices(@Nullable String json) {
        return json == null
                ? List.of()
                : read(json, new TypeReference<List<NoticeRow>>() {}).stream()
                        .map(NoticeRow::toNotice)
                        .toList();
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param noticedAt a time in the format of PostgreSQL's jsonb, which is that of ISO 8601 with an offset */
    private record NoticeRow(
            UUID id,
            String noticedAt,
            @Nullable String name,
            String explanation,
            boolean childSexualAbuse,
            boolean hasEmail) {

        QueuedComment.Notice toNotice() {
            Instant at = OffsetDateTime.parse(noticedAt).toInstant();
            return new QueuedComment.Notice(id, at, name, explanation, childSexualAbuse, hasEmail);
        }
    }
}
