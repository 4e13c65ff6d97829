package mizan.comment.block;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/**
 * A comment whose author or client a moderator wants to block.
 *
 * @param hasAuthor false if the address is erased
 * @param hasClient false if the client is erased, or was never known
 */
@Introspected
public record BlockedComment(String site, Instant submittedAt, boolean hasAuthor, boolean hasClient) {

    /** Whether it is still known what a block of this kind needs. */
    public boolean canBlock(BlockKind kind) {
        return switch (kind) {
            case AUTHOR -> hasAuthor;
            case CLIENT -> hasClient;
        };
    }
}
