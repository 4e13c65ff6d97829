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
        RecipientState state) {

    @Override
    public String toString() {
        return "RecipientRow[" + id + "]";
    }
}
