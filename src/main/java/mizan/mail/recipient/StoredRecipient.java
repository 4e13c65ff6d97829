package mizan.mail.recipient;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about an address beside its comments, for the export of a person's data.
 *
 * @param role AUTHOR or MODERATOR
 * @param requests the number of mails that have asked for a confirmation
 * @param requestedAt the time of the last of them
 * @param changedAt the time of the confirmation, or of unsubscribing
 * @param usedAt when the address was last named
 * @param notifications the comments on whose decision a mail is wanted
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ExportedMailRecipient")
public record StoredRecipient(
        String role,
        RecipientState state,
        String language,
        int requests,
        @Nullable Instant requestedAt,
        Instant changedAt,
        Instant usedAt,
        long notifications) {}
