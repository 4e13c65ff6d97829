package mizan.comment.notice;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice to be stored. Bytes are in PostgreSQL's hex format.
 *
 * @param commentId the comment, which is published under the site
 * @param client the pseudonym of the notifier's network
 * @param name the notifier; null if the notice is anonymous, and so are the next two
 * @param emailSealed the notifier's address, sealed for the id of the notice
 */
@Introspected
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record NewNotice(
        UUID id,
        UUID commentId,
        String site,
        String client,
        boolean childSexualAbuse,
        String explanation,
        @Nullable String name,
        @Nullable String emailSealed,
        @Nullable String emailFingerprint,
        String receiptHash,
        Instant noticedAt) {

    /** PostgreSQL's hex format. */
    public static String bytea(byte[] value) {
        return "\\x" + HexFormat.of().formatHex(value);
    }

    @Override
    public String toString() {
        return "NewNotice[" + id + "]";
    }
}
