package mizan.transfer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.TextDigest;
import mizan.comment.article.ArticleComments;
import mizan.comment.article.Articles;
import mizan.comment.bulk.BulkComment;
import mizan.comment.bulk.BulkHistory;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import mizan.platform.database.UuidV7;
import mizan.text.PlainText;
import mizan.text.SearchLexemes;
import mizan.transfer.source.ImportedArticle;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.ImportedStatus;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/**
 * Makes comments of a file ready to be stored: checks and cleans texts, seals addresses, computes lexemes. Used by several
 * threads.
 *
 * @param format the name of the format
 * @param anonymous the name of authors without a name
 * @param latest comments of a later time are left out
 */
record CommentPreparation(ArticleMapping articles, EmailVault vault, String format, String anonymous, Instant latest) {

    /** The check of the table's column. */
    private static final int MAX_BODY_BYTES = 160_000;

    /** An id that may be printed: it is no address, name or text. */
    private static final Pattern SOURCE_ID = Pattern.compile("[\\p{Alnum}:._/#-]{1,150}");

    /** The comment, or the reason why it is left out. */
    Result prepare(long number, ImportedComment comment, @Nullable BulkHistory history) {
        if (!isId(comment.sourceId())) {
            return new Result.LeftOut(OmissionReason.NO_ID);
        }
        @Nullable Instant at = comment.submittedAt();
        if (at == null || at.isBefore(Instant.EPOCH) || at.isAfter(latest)) {
            return new Result.LeftOut(OmissionReason.NO_TIME);
        }
        return switch (articles.resolve(comment.article())) {
            case ArticleMapping.Result.Unusable(OmissionReason reason) -> new Result.LeftOut(reason);
            case ArticleMapping.Result.Found article ->
                history == null ? prepare(number, comment, article, at) : restore(number, comment, history, article);
        };
    }

    /** Whether an id may be stored and printed. */
    static boolean isId(@Nullable String id) {
        return id != null && SOURCE_ID.matcher(id).matches();
    }

    private Result prepare(long number, ImportedComment comment, ArticleMapping.Result.Found article, Instant at) {
        boolean isDeleted = comment.status() == ImportedStatus.DELETED;
        String body = isDeleted ? "" : PlainText.BODY.clean(comment.body());
        if (body.isEmpty() && !isDeleted) {
            return new Result.LeftOut(OmissionReason.NO_TEXT);
        }
        if (body.getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
            return new Result.LeftOut(OmissionReason.TEXT_TOO_LONG);
        }
        UUID id = UuidV7.at(at, number);
        String name = name(comment.name());
        Optional<EmailAddress> email = isDeleted
                ? Optional.empty()
                : Optional.ofNullable(comment.email()).flatMap(EmailAddress::parse);
        CommentStatus status = status(comment.status());
        return new Result.Ready(new BulkComment(
                number,
                comment.line(),
                comment.sourceId(),
                isId(comment.parentSourceId()) ? comment.parentSourceId() : null,
                article.key(),
                article.url(),
                article.title(),
                id,
                isDeleted ? null : name,
                isDeleted ? null : body,
                email.map(address -> vault.seal(address, id)).orElse(null),
                email.map(address -> vault.fingerprint(address).value()).orElse(null),
                status == CommentStatus.PENDING ? digest(comment, article, body) : null,
                isDeleted ? null : SearchLexemes.tsVector(name, body),
                status,
                reason(comment.status()),
                comment.status() == ImportedStatus.TRASH ? format + ": trash" : null,
                at,
                null));
    }

    /** The reader has checked the history, and the texts are those of a comment that was stored before. */
    private Result restore(
            long number, ImportedComment comment, BulkHistory history, ArticleMapping.Result.Found article) {
        UUID id = history.id();
        boolean isDeleted = comment.status() == ImportedStatus.DELETED;
        @Nullable String name = isDeleted || comment.name() == null ? null : PlainText.NAME.clean(comment.name());
        String body = isDeleted ? "" : PlainText.BODY.clean(comment.body());
        if ((body.isEmpty() || (name != null && name.isEmpty())) && !isDeleted) {
            return new Result.LeftOut(OmissionReason.NO_TEXT);
        }
        if (body.getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
            return new Result.LeftOut(OmissionReason.TEXT_TOO_LONG);
        }
        // An erased author has neither an address nor a receipt.
        Optional<EmailAddress> email = name == null ? Optional.empty() : address(comment, history);
        byte @Nullable [] sealed = history.emailSealed();
        CommentStatus status = status(comment.status());
        return new Result.Ready(new BulkComment(
                number,
                comment.line(),
                comment.sourceId(),
                comment.parentSourceId(),
                article.key(),
                article.url(),
                article.title(),
                id,
                name,
                isDeleted ? null : body,
                email.map(address -> sealed == null ? vault.seal(address, id) : sealed)
                        .orElse(null),
                email.map(address -> vault.fingerprint(address).value()).orElse(null),
                status == CommentStatus.PENDING ? digest(comment, article, body) : null,
                isDeleted ? null : SearchLexemes.tsVector(name == null ? "" : name, body),
                status,
                null,
                null,
                Objects.requireNonNull(comment.submittedAt()),
                isNew(history) && email.isEmpty() ? null : history));
    }

    // A comment on which nobody has decided must have an address and a receipt. Without them it waits as an imported
    // one.
    private static boolean isNew(BulkHistory history) {
        return history.version() == 0;
    }

    private Optional<EmailAddress> address(ImportedComment comment, BulkHistory history) {
        byte @Nullable [] sealed = history.emailSealed();
        return sealed == null
                ? Optional.ofNullable(comment.email()).flatMap(EmailAddress::parse)
                : vault.address(sealed, history.id());
    }

    /** The article as it is stored; empty if it cannot be used. */
    Optional<Articles.Change> article(ImportedArticle article, ArticleComments comments) {
        return articles.resolve(article) instanceof ArticleMapping.Result.Found found
                ? Optional.of(new Articles.Change(
                        articles.site().name(), found.key(), found.url(), found.title(), comments, null, null))
                : Optional.empty();
    }

    private String name(@Nullable String name) {
        String cleaned = name == null ? "" : PlainText.NAME.clean(name);
        // Some systems take the address for a missing name. It must not be published.
        boolean isAddress =
                cleaned.indexOf('@') > 0 && EmailAddress.parse(cleaned).isPresent();
        return cleaned.isEmpty() || isAddress ? anonymous : cleaned;
    }

    // The parent's id is not known yet; a UUID of its former id groups the same texts under the same parent as well.
    private byte[] digest(ImportedComment comment, ArticleMapping.Result.Found article, String body) {
        @Nullable UUID parent = comment.parentSourceId() == null
                ? null
                : UUID.nameUUIDFromBytes(comment.parentSourceId().getBytes(StandardCharsets.UTF_8));
        return new TextDigest(TextDigest.Kind.PERSON, articles.site().name(), article.key(), parent, body)
                .under(vault.fingerprintKeys().getFirst());
    }

    private static CommentStatus status(ImportedStatus status) {
        return switch (status) {
            case APPROVED -> CommentStatus.APPROVED;
            case PENDING -> CommentStatus.PENDING;
            case SPAM, TRASH -> CommentStatus.REJECTED;
            case DELETED -> CommentStatus.WITHDRAWN;
        };
    }

    private static @Nullable RejectionReason reason(ImportedStatus status) {
        return switch (status) {
            case SPAM -> RejectionReason.SPAM;
            case TRASH -> RejectionReason.OTHER;
            case APPROVED, PENDING, DELETED -> null;
        };
    }

    /** A prepared comment. */
    sealed interface Result {

        record Ready(BulkComment comment) implements Result {}

        record LeftOut(OmissionReason reason) implements Result {}
    }
}
