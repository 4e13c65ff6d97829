package mizan.mail;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is due.
 *
 * @param attempts the number of attempts, with this one
 */
@MappedEntity
record MailRow(
        @Id UUID id,
        MailKind kind,
        UUID recipientId,
        @Nullable UUID commentId,
        int attempts,
        Instant createdAt) {}
