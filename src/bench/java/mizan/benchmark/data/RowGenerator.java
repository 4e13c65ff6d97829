package mizan.benchmark.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import mizan.benchmark.data.TextGenerator.Draft;
import mizan.benchmark.process.ServiceProcess;
import mizan.comment.CommentId;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import org.jspecify.annotations.Nullable;

/**
 * Writes comments in the order of their submission, with the values that the service would have written. The comments
 * of one hundred articles are interleaved, because readers discuss them at the same time.
 */
public final class RowGenerator implements AutoCloseable {

    /** The number of articles that readers discuss at the same time. */
    static final int BLOCK = 100;

    static final Duration DECIDED_SPAN = Duration.ofDays(3 * 365);
    static final Duration PENDING_SPAN = Duration.ofDays(2);

    private static final int REPLY_ONE_IN = 3;
    private static final int OCCASIONAL_ONE_IN = 1_000;
    private static final int RARE_COUNT = 5;
    private static final int DIGEST_BYTES = 32;

    private final DataSize size;
    private final TextGenerator texts;
    private final EmailVault vault;
    private final Instant now;
    private final SplittableRandom random;
    private final CopyWriter comments;
    private final CopyWriter lexemes;

    RowGenerator(
            DataSize size,
            TextGenerator texts,
            EmailVault vault,
            Instant now,
            int seed,
            Connection comments,
            Connection lexemes)
            throws SQLException {
        this.size = size;
        this.texts = texts;
        this.vault = vault;
        this.now = now;
        this.random = new SplittableRandom(seed);
        this.comments = new CopyWriter(
                comments,
                "comment (id, site, article, parent_id, root_id, name, body, email_sealed, email_fingerprint, digest,"
                        + " receipt_hash, status, version, submitted_at, decided_at)");
        this.lexemes = new CopyWriter(lexemes, "comment_search (comment_id, lexemes)");
    }

    public static String article(int number) {
        return "2026/scales/article-" + number;
    }

    /** An article with pending comments only. A decision on them changes no page that the read scenarios load. */
    static String pendingArticle(int number) {
        return "pending/article-" + number;
    }

    /** Writes the decided comments of one block of articles, from this article on. */
    void writeDecided(int firstArticle) throws SQLException {
        UUID[] ids = new UUID[BLOCK * DataSize.COMMENTS_PER_ARTICLE];
        UUID[] roots = new UUID[ids.length];
        for (int i = 0; i < ids.length; i++) {
            long number = (long) firstArticle * DataSize.COMMENTS_PER_ARTICLE + i;
            Instant at = now.minus(DECIDED_SPAN)
                    .plus(DECIDED_SPAN.multipliedBy(number).dividedBy(size.decided()));
            ids[i] = CommentId.at(at).value();
            boolean isApproved = i / BLOCK % 6 < 5;
            int parentIndex = i - BLOCK * random.nextInt(1, 4);
            boolean isReply = parentIndex >= 0 && parentIndex / BLOCK % 6 < 5 && random.nextInt(REPLY_ONE_IN) == 0;
            roots[i] = isReply ? roots[parentIndex] : ids[i];
            write(
                    ids[i],
                    article(firstArticle + i % BLOCK),
                    isReply ? ids[parentIndex] : null,
                    roots[i],
                    isApproved ? "APPROVED" : "REJECTED",
                    at,
                    number);
        }
    }

    /** Writes pending comments of the last two days. Every second one belongs to an article of the read scenarios. */
    void writePending(int from, int to) throws SQLException {
        for (int i = from; i < to; i++) {
            Instant at =
                    now.minus(PENDING_SPAN).plus(PENDING_SPAN.multipliedBy(i).dividedBy(size.pending()));
            UUID id = CommentId.at(at).value();
            String article =
                    i % 2 == 0 ? article(random.nextInt(size.articles())) : pendingArticle(random.nextInt(BLOCK));
            write(id, article, null, id, "PENDING", at, (long) size.decided() + i);
        }
    }

    private void write(
            UUID id, String article, @Nullable UUID parent, UUID root, String status, Instant at, long number)
            throws SQLException {
        Draft draft = texts.draft(random, markerWord(number));
        // Low numbers are more frequent: a few authors write very often.
        int author = (int) (size.authors() * Math.pow(random.nextDouble(), 2));
        EmailAddress address =
                EmailAddress.parse("reader" + author + "@example.org").orElseThrow();
        boolean isPending = status.equals("PENDING");
        comments.id(id)
                .text(ServiceProcess.SITE)
                .text(article)
                .id(parent)
                .id(root)
                .text(draft.name())
                .text(draft.body())
                .bytes(vault.seal(address, id))
                .bytes(vault.fingerprint(address).value())
                .bytes(randomDigest())
                .bytes(randomDigest())
                .text(status)
                .number(isPending ? 0 : 1)
                .time(at)
                .time(isPending ? null : at.plusSeconds(random.nextInt(60, 7_200)))
                .endRow();
        lexemes.id(id).text(draft.lexemes()).endRow();
    }

    private String markerWord(long number) {
        long total = (long) size.decided() + size.pending();
        if (number % (total / RARE_COUNT) == total / RARE_COUNT - 1) {
            return TextGenerator.RARE;
        }
        return number % OCCASIONAL_ONE_IN == 0 ? TextGenerator.OCCASIONAL : "";
    }

    private byte[] randomDigest() {
        byte[] bytes = new byte[DIGEST_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws SQLException {
        comments.close();
        lexemes.close();
    }
}
