package mizan.console.block;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mizan.comment.block.BlockKind;
import mizan.comment.block.Blocks;
import mizan.moderation.block.BlockRequest;
import mizan.moderation.queue.QueuedComment;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the form that blocks.
 *
 * @param days the number of days; empty for no end
 */
public record BlockForm(String kind, String days, String note) {

    static final List<String> PERIODS = List.of("1", "7", "28", "");

    static final BlockForm EMPTY = new BlockForm(BlockKind.AUTHOR.name(), "7", "");

    static BlockForm of(Map<String, String> fields) {
        return new BlockForm(
                fields.getOrDefault("kind", ""), fields.getOrDefault("days", ""), fields.getOrDefault("note", ""));
    }

    BlockRequest request(QueuedComment comment, Instant now) {
        @Nullable Instant until =
                PERIODS.contains(days) && !days.isEmpty() ? now.plus(Duration.ofDays(Long.parseLong(days))) : null;
        if (kind.equals(BlockKind.CLIENT.name())) {
            Instant last = comment.submittedAt().plus(Blocks.MAX_CLIENT_PERIOD);
            until = until == null || until.isAfter(last) ? last : until;
        }
        return new BlockRequest(comment.id(), kind, until == null ? null : until.toString(), note);
    }
}
