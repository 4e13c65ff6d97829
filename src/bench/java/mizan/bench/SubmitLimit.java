package mizan.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import mizan.bench.Texts.Draft;
import mizan.comment.CommentId;

/** The limit of submitting: the rows of one accepted comment, in one prepared statement and one commit, and nothing else. */
final class SubmitLimit implements Direct.Work {

    private static final String SQL = """
            WITH new_article AS (
                INSERT INTO article (site, key)
                VALUES (?, ?)
                    ON CONFLICT (site, key) DO NOTHING
            ), added AS (
                INSERT INTO comment (
                       site, article, id, root_id, name, body, email_sealed, email_fingerprint, digest, receipt_hash,
                       status, version, submitted_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, ?)
                RETURNING id
            )
            INSERT INTO comment_search (comment_id, lexemes)
            SELECT id, CAST(? AS tsvector)
              FROM added
            """;

    private static final int HASH_OCTETS = 32;

    /** Of a sealed address beside the address: Tink's prefix, the nonce and the tag. */
    private static final int SEAL_OCTETS = 5 + 12 + 16;

    /** As long as the service's load has it: writer, nineteen digits, the domain. */
    private static final int ADDRESS_OCTETS = 35;

    private final Texts texts;
    private final Volume volume;
    private final LongAdder added = new LongAdder();

    SubmitLimit(Texts texts, Volume volume) {
        this.texts = texts;
        this.volume = volume;
    }

    /** How many comments, ever. */
    long added() {
        return added.sum();
    }

    @Override
    public Deed prepare(Connection connection, int client) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SQL);
        SplittableRandom random = new SplittableRandom(System.nanoTime() + client);
        return () -> {
            Instant now = Instant.now();
            UUID id = CommentId.at(now).value();
            String article = Filler.article(random.nextInt(volume.articles()));
            Draft draft = texts.draft(random, "");
            statement.setString(1, Service.SITE);
            statement.setString(2, article);
            statement.setString(3, Service.SITE);
            statement.setString(4, article);
            statement.setObject(5, id);
            statement.setObject(6, id);
            statement.setString(7, draft.name());
            statement.setString(8, draft.body());
            statement.setBytes(9, octets(random, ADDRESS_OCTETS + SEAL_OCTETS));
            statement.setBytes(10, octets(random, HASH_OCTETS));
            statement.setBytes(11, octets(random, HASH_OCTETS));
            statement.setBytes(12, octets(random, HASH_OCTETS));
            statement.setObject(13, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            statement.setString(14, draft.lexemes());
            boolean isAdded = statement.executeUpdate() == 1;
            added.increment();
            return isAdded;
        };
    }

    private static byte[] octets(SplittableRandom random, int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
