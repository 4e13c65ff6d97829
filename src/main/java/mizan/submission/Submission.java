package mizan.submission;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment as a client sends it, before validation.
 *
 * @param name 1 to 80 user-perceived characters after trimming
 * @param email a valid address of at most 254 bytes; it is never returned
 * @param body 1 to 5,000 user-perceived characters after trimming; plain text
 * @param article the article's key, 1 to 500 characters
 * @param articleUrl http(s) under one of the site's origins, at most 300 characters; dropped if it cannot be used
 * @param articleTitle at most 300 characters; dropped if it cannot be used
 * @param parentId the approved comment that this one replies to
 * @param stamp a form stamp, which says when the form was opened
 * @param proof a proof of work, where the service has asked for one; {@code unavailable} if the client cannot compute it
 * @param wantsNotification whether the author wants an e-mail when a moderator has decided, if the service sends e-mails
 * @param website a honeypot for robots: people do not see this field
 */
@Introspected
@Schema(example = """
                {"name": "أمل", "email": "amal@example.org", "body": "شكرًا على المقال", "article": "demo-ar"}
                """)
public record Submission(
        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String name,

        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String email,

        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String body,

        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String article,

        @Nullable String articleUrl,
        @Nullable String articleTitle,
        @Nullable UUID parentId,
        @Nullable String stamp,
        @Nullable String proof,
        @JsonProperty("notify") @Nullable Boolean wantsNotification,
        @Nullable String website) {

    boolean isNotificationWanted() {
        return Boolean.TRUE.equals(wantsNotification);
    }

    boolean isHoneypotFilled() {
        return website != null && !website.isBlank();
    }

    /** Holds no personal data, because it may be logged. */
    @Override
    public String toString() {
        return "Submission[…]";
    }
}
