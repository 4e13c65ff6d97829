package mizan.moderation.block;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import mizan.comment.block.BlockKind;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to block.
 *
 * @param comment the comment whose author or client is to be blocked on its site
 * @param kind AUTHOR: the e-mail address; CLIENT: the network that the comment came from
 * @param until the end. An AUTHOR is blocked without end if it is absent; a CLIENT for seven days, and at most until 28 days
 *     after its comment
 * @param note 1 to 1,000 user-perceived characters, for moderators
 */
@Introspected
@Schema(name = "BlockRequest")
public record BlockRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable UUID comment,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false, implementation = BlockKind.class)
        @Nullable String kind,

        @Schema(format = "date-time") @Nullable String until,

        @Nullable String note) {}
