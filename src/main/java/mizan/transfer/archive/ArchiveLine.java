package mizan.transfer.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import mizan.comment.article.ArticleComments;
import org.jspecify.annotations.Nullable;

/**
 * One line of an archive. Instants are in ISO 8601 in UTC. A field without a value is absent. The order of the fields is that
 * of the components, so that the same rows always give the same bytes.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ArchiveLine.Start.class, name = "archive"),
    @JsonSubTypes.Type(value = ArchiveLine.Article.class, name = "article"),
    @JsonSubTypes.Type(value = ArchiveLine.Comment.class, name = "comment"),
    @JsonSubTypes.Type(value = ArchiveLine.End.class, name = "end")
})
public sealed interface ArchiveLine {

    /**
     * The first line.
     *
     * @param format {@link ArchiveFormat#NAME}
     * @param version of the format
     * @param site the name of the exported site
     */
    record Start(String format, int version, String site) implements ArchiveLine {}

    /** An article. Its comments follow. */
    record Article(
            String key,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String url,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String title,

            @Nullable ArticleComments comments)
            implements ArchiveLine {

        ArticleComments commentsOrOpen() {
            return comments == null ? ArticleComments.OPEN : comments;
        }
    }

    /**
     * A comment.
     *
     * @param parent the comment that it answers
     * @param name absent if the author is erased
     * @param email the address in plain text
     * @param emailSealed the encrypted address: Tink AEAD, whose associated data is {@code email:} and the comment's id
     * @param body absent if the comment is withdrawn
     * @param version the number of decisions, including the withdrawal
     * @param receiptHash the SHA-256 of the author's receipt, which stays valid
     * @param findings the results of screening, as they are stored
     * @param decisions oldest first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Comment(
            UUID id,
            String article,
            @Nullable UUID parent,
            @Nullable String name,
            @Nullable String email,
            byte @Nullable [] emailSealed,
            @Nullable String body,
            CommentStatus status,
            int version,
            String submittedAt,
            @Nullable String decidedAt,
            byte @Nullable [] receiptHash,
            @Nullable JsonNode findings,
            @Nullable List<Decision> decisions)
            implements ArchiveLine {

        /** Holds no personal data, because it may be logged. */
        @Override
        public String toString() {
            return "Comment[" + id + "]";
        }
    }

    /**
     * A decision on a comment.
     *
     * @param version the version of the comment that it produced
     * @param moderator the name of the account; absent for a decision of the service itself
     * @param automatedDetection true if screening had noticed the comment, absent if not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decision(
            int version,
            Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String note,
            @Nullable String legalGround,
            @Nullable String moderator,
            String at,
            @Nullable Boolean automatedDetection) {}

    /** The last line. An archive without it is incomplete. */
    record End(long articles, long comments) implements ArchiveLine {}
}
