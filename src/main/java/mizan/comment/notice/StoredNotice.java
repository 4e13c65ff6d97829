package mizan.comment.notice;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice whose notifier is not erased.
 *
 * @param emailSealed the notifier's address, sealed for the id of the notice
 */
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
// Micronaut Data does not see JSpecify's @Nullable on an array.
public record StoredNotice(
        UUID id,
        String site,
        UUID commentId,
        @Nullable String name,
        @jakarta.annotation.Nullable byte @Nullable [] emailSealed,
        String explanation,
        boolean childSexualAbuse,
        boolean hasClient,
        Instant noticedAt) {}
