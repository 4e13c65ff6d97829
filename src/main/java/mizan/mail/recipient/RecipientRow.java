package mizan.mail.recipient;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored recipient.
 *
 * @param moderator the name of the account; null for an author
 * @param address sealed with the id
 * @param tokenSealed sealed with the id
 * @param quietHours hours without digests, such as {@code 22:00-07:00}; null for those of the service
 */
@MappedEntity
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecipientRow(
        @Id UUID id,
        @Nullable String moderator,
        byte[] fingerprint,
        byte[] address,
        byte[] tokenSealed,
        String language,
        RecipientState state,
        @Nullable String quietHours) {

    @Override
    public String toString() {
        return "RecipientRow[" + id + "]";
    }
}
