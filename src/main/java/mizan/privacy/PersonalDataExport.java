package mizan.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.block.BlockKind;
import mizan.mail.recipient.StoredRecipient;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored about an e-mail address, on all sites. Not included are the names of moderators, which are personal
 * data of the moderators.
 *
 * @param authorStats the numbers of decided comments on each site
 * @param blocks the author's blocks, and those of the networks that the author's comments came from
 * @param notices the notices of illegal content with this address, oldest first
 * @param mail what the service knows for its e-mails to the address
 * @param comments in all states, oldest first
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PersonalDataExport(
        Instant exportedAt,
        List<SiteStats> authorStats,
        List<ExportedBlock> blocks,
        List<ExportedNotice> notices,
        List<StoredRecipient> mail,
        List<ExportedComment> comments) {

    /**
     * A notice of illegal content with this address.
     *
     * @param comment the comment that it is about
     * @param email null if it cannot be read
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ExportedNotice")
    public record ExportedNotice(
            UUID id,
            String site,
            UUID comment,
            Instant noticedAt,
            @Nullable String name,
            @Nullable String email,
            String explanation,
            boolean childSexualAbuse,
            boolean hasClient) {}

    /** The numbers of an author's decided comments on one site. */
    @Introspected
    @Schema(name = "ExportedAuthorStats")
    public record SiteStats(String site, long approved, long rejected) {}

    /**
     * A block on one site.
     *
     * @param until null for no end
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ExportedBlock")
    public record ExportedBlock(
            String site,
            BlockKind kind,
            Instant blockedAt,
            @Nullable Instant until,
            @Nullable String note) {}
}
