package mizan.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import mizan.bench.Texts.Draft;
import mizan.comment.CommentId;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import org.jspecify.annotations.Nullable;

/**
 * Writes comments as the service would have written them, in the order of their time. The comments of one article lie
 * among those of ninety-nine others, as they come in at the same time.
 */
final class Filler implements AutoCloseable {

    /** Articles that are discussed at the same time. */
    static final int BLOCK = 100;

    static final Duration SPAN = Duration.ofDays(3 * 365);
    static final Duration WAITING = Duration.ofDays(2);

    private static final int REPLY_ONE_IN = 3;
    private static final int SELDOM_ONE_IN = 1_000;
    private static final int RARE = 5;
    private static final int DIGEST_OCTETS = 32;

    private final Volume volume;
    private final Texts texts;
    private final EmailVault vault;
    private final Instant now;
    private final SplittableRandom random;
    private final CopyRows comments;
    private final CopyRows words;

    Filler(Volume volume, Texts texts, EmailVault vault, Instant now, int seed, Connection comments, Connection words)
            throws SQLException {
        this.volume = volume;
        this.texts = texts;
        this.vault = vault;
        this.now = now;
        this.random = new SplittableRandom(seed);
        this.comments = new CopyRows(
                comments,
                "comment (id, site, article, parent_id, root_id, name, body, email_sealed, email_fingerprint, digest,"
                        + " receipt_hash, status, version, submitted_at, decided_at)");
        this.words = new CopyRows(words, "comment_search (comment_id, lexemes)");
    }

    static String article(int number) {
        return "2026/scales/article-" + number;
    }

    /** An article whose comments only wait: what is decided about them changes no page that is read meanwhile. */
    static String desk(int number) {
        return "desk/article-" + number;
    }

    /** The comments of the articles from this one on, a block of them, all decided. */
    void decided(int firstArticle) throws SQLException {
        UUID[] ids = new UUID[BLOCK * Volume.DECIDED];
        UUID[] roots = new UUID[ids.length];
        for (int i = 0; i < ids.length; i++) {
            long number = (long) firstArticle * Volume.DECIDED + i;
            Instant at = now.minus(SPAN).plus(SPAN.multipliedBy(number).dividedBy(volume.decided()));
            ids[i] = CommentId.at(at).value();
            boolean isApproved = i / BLOCK % 6 < 5;
            int above = i - BLOCK * random.nextInt(1, 4);
            boolean isReply = above >= 0 && above / BLOCK % 6 < 5 && random.nextInt(REPLY_ONE_IN) == 0;
            roots[i] = isReply ? roots[above] : ids[i];
            write(
                    ids[i],
                    article(firstArticle + i % BLOCK),
                    isReply ? ids[above] : null,
                    roots[i],
                    isApproved ? "APPROVED" : "REJECTED",
                    at,
                    number);
        }
    }

    /** Comments that wait, the oldest for two days: every second one under an article that is read. */
    void pending(int from, int to) throws SQLException {
        for (int i = from; i < to; i++) {
            Instant at = now.minus(WAITING).plus(WAITING.multipliedBy(i).dividedBy(volume.pending()));
            UUID id = CommentId.at(at).value();
            String article = i % 2 == 0 ? article(random.nextInt(volume.articles())) : desk(random.nextInt(BLOCK));
            write(id, article, null, id, "PENDING", at, (long) volume.decided() + i);
        }
    }

    private void write(
            UUID id, String article, @Nullable UUID parent, UUID root, String status, Instant at, long number)
            throws SQLException {
        Draft draft = texts.draft(random, extra(number));
        // The more seldom the higher the number: a few people write very often.
        int person = (int) (volume.persons() * Math.pow(random.nextDouble(), 2));
        EmailAddress address =
                EmailAddress.parse("reader" + person + "@example.org").orElseThrow();
        boolean isPending = status.equals("PENDING");
        comments.id(id)
                .text(Service.SITE)
                .text(article)
                .id(parent)
                .id(root)
                .text(draft.name())
                .text(draft.body())
                .bytes(vault.seal(address, id))
                .bytes(vault.fingerprint(address).value())
                .bytes(octets())
                .bytes(octets())
                .text(status)
                .number(isPending ? 0 : 1)
                .time(at)
                .time(isPending ? null : at.plusSeconds(random.nextInt(60, 7_200)))
                .end();
        words.id(id).text(draft.lexemes()).end();
    }

    private String extra(long number) {
        long all = (long) volume.decided() + volume.pending();
        if (number % (all / RARE) == all / RARE - 1) {
            return Texts.RARE;
        }
        return number % SELDOM_ONE_IN == 0 ? Texts.SELDOM : "";
    }

    private byte[] octets() {
        byte[] octets = new byte[DIGEST_OCTETS];
        random.nextBytes(octets);
        return octets;
    }

    @Override
    public void close() throws SQLException {
        comments.close();
        words.close();
    }
}
