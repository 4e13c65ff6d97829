package mizan.benchmark.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import mizan.benchmark.data.DataSize;
import mizan.benchmark.data.RowGenerator;
import mizan.benchmark.data.TextGenerator;
import mizan.benchmark.data.TextGenerator.Draft;
import mizan.benchmark.load.JdbcClientLoop;
import mizan.benchmark.process.ServiceProcess;
import mizan.comment.CommentId;

/** The limit of submissions: only the rows of one accepted comment, in one prepared statement and one commit. */
public final class SubmitLimit implements JdbcClientLoop.Workload {

    private static final String SQL = """
            WITH new_article AS (
                INSERT INTO article (site, key)
                VALUES (?, ?)
                    ON CONFLICT (site, key) DO NOTHING
            ), reserved AS (
                INSERT INTO idempotency_key (site, key, comment_id, receipt_sealed, submitted_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?)
            ), added AS (
                INSERT INTO comment (
                       site, article, id, root_id, name, body, email_sealed, email_fingerprint, client, digest,
                       receipt_hash, status, version, submitted_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, ?)
                RETURNING id
            )
            INSERT INTO comment_search (comment_id, lexemes)
            SELECT id, CAST(? AS tsvector)
              FROM added
            """;

    private static final int HASH_BYTES = 32;
    private static final int CLIENT_BYTES = 16;

    /** In hexadecimal. */
    private static final int RECEIPT_BYTES = 32;

    /** The overhead of an encrypted address: Tink's prefix, the nonce and the tag. */
    private static final int SEAL_BYTES = 5 + 12 + 16;

    /** The length of the addresses in SubmitScenario: "author", up to nineteen digits, the domain. */
    private static final int ADDRESS_BYTES = 35;

    private final TextGenerator texts;
    private final DataSize size;
    private final LongAdder added = new LongAdder();

    public SubmitLimit(TextGenerator texts, DataSize size) {
        this.texts = texts;
        this.size = size;
    }

    /** The number of added comments, in all rounds. */
    public long added() {
        return added.sum();
    }

    @Override
    public Operation prepare(Connection connection, int client) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SQL);
        SplittableRandom random = new SplittableRandom(System.nanoTime() + client);
        return () -> {
            Instant now = Instant.now();
            UUID id = CommentId.at(now).value();
            String article = RowGenerator.article(random.nextInt(size.articles()));
            Draft draft = texts.draft(random, "");
            statement.setString(1, ServiceProcess.SITE);
            statement.setString(2, article);
            OffsetDateTime at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
            statement.setString(3, ServiceProcess.SITE);
            statement.setBytes(4, bytes(random, HASH_BYTES));
            statement.setObject(5, id);
            statement.setBytes(6, bytes(random, RECEIPT_BYTES + SEAL_BYTES));
            statement.setObject(7, at);
            statement.setObject(8, at.plusMinutes(10));
            statement.setString(9, ServiceProcess.SITE);
            statement.setString(10, article);
            statement.setObject(11, id);
            statement.setObject(12, id);
            statement.setString(13, draft.name());
            statement.setString(14, draft.body());
            statement.setBytes(15, bytes(random, ADDRESS_BYTES + SEAL_BYTES));
            statement.setBytes(16, bytes(random, HASH_BYTES));
            statement.setBytes(17, bytes(random, CLIENT_BYTES));
            statement.setBytes(18, bytes(random, HASH_BYTES));
            statement.setBytes(19, bytes(random, HASH_BYTES));
            statement.setObject(20, at);
            statement.setString(21, draft.lexemes());
            boolean isAdded = statement.executeUpdate() == 1;
            added.increment();
            return isAdded;
        };
    }

    private static byte[] bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
