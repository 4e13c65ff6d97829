package mizan.mail.recipient;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A recipient to be stored, with the names of the table's columns; bytes in PostgreSQL's hex format. */
@Introspected
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record NewRecipient(
        UUID id,
        @Nullable String moderator,
        String fingerprint,
        String address,
        String tokenSealed,
        String tokenHash,
        String language,
        Instant usedAt) {}
