package mizan.benchmark.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mizan.benchmark.process.PostgresServer;
import mizan.email.EmailVault;

/** Generates three years of data: first the comments, then the rows derived from them. */
final class DataGenerator {

    private static final int THREADS = 2;

    /** Statements for the rows derived from comments. The hashes of the audit trail do not form a valid chain. */
    private static final List<String> DERIVED_ROWS = List.of("""
            INSERT INTO article (site, key)
            SELECT DISTINCT site, article
              FROM comment
            """, """
            INSERT INTO decision (comment_id, version, verdict, reason, moderator, decided_at, site, time_to_decision)
            SELECT id, 1, CASE status WHEN 'APPROVED' THEN 'APPROVE' ELSE 'REJECT' END,
                   CASE status WHEN 'REJECTED' THEN 'SPAM' END, 'moderator-' || get_byte(digest, 0) % 16, decided_at,
                   site, decided_at - submitted_at
              FROM comment
             WHERE status <> 'PENDING'
            """, """
            INSERT INTO audit_entry (at, moderator, action, comment_id, detail)
            SELECT decided_at, moderator, 'COMMENT_' || CASE verdict WHEN 'APPROVE' THEN 'APPROVED' ELSE 'REJECTED' END,
                   comment_id, reason
              FROM decision
            """, """
            INSERT INTO audit_chain (number, entry_id, hash, chained_at)
            SELECT id, id, sha256(''), at + CAST('5 s' AS interval)
              FROM audit_entry
            """, """
            INSERT INTO outbox_event (at, comment_id, site, article, status, version, moderator)
            SELECT decided_at, id, site, article, status, 1, 'moderator-0'
              FROM comment
             WHERE decided_at > now() - CAST('1 day' AS interval)
            """, """
            INSERT INTO author_stats (email_fingerprint, site, approved, rejected)
            SELECT email_fingerprint, site, count(*) FILTER (WHERE status = 'APPROVED'),
                   count(*) FILTER (WHERE status = 'REJECTED')
              FROM comment
             WHERE status <> 'PENDING'
             GROUP BY email_fingerprint, site
            """);

    private final PostgresServer database;
    private final DataSize size;
    private final EmailVault vault;

    DataGenerator(PostgresServer database, DataSize size, EmailVault vault) {
        this.database = database;
        this.size = size;
        this.vault = vault;
    }

    /** Fills the empty tables. */
    void generate() {
        DroppedIndexes indexes = DroppedIndexes.drop(database);
        TextGenerator texts = new TextGenerator();
        Instant now = Instant.now();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                tasks.add(() -> generate(number, texts, now));
            }
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The data set was not generated", e);
        }
        DERIVED_ROWS.forEach(this::execute);
        indexes.recreate();
        database.execute("VACUUM ANALYZE");
    }

    private Void generate(int thread, TextGenerator texts, Instant now) throws SQLException {
        try (Connection comments = connect();
                Connection lexemes = connect();
                RowGenerator rows = new RowGenerator(size, texts, vault, now, thread, comments, lexemes)) {
            int blocks = size.articles() / RowGenerator.BLOCK;
            for (int block : IntStream.range(0, blocks)
                    .filter(each -> each % THREADS == thread)
                    .toArray()) {
                rows.writeDecided(block * RowGenerator.BLOCK);
            }
            int share = size.pending() / THREADS;
            rows.writePending(thread * share, thread == THREADS - 1 ? size.pending() : (thread + 1) * share);
        }
        return null;
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    // Without the triggers of foreign keys: the referenced rows exist, or another transaction is writing them.
    private Connection connect() throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
        }
        return connection;
    }
}
