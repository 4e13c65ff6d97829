package mizan.bench;

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
import mizan.email.EmailVault;

/** Makes a data set as if the service had run for three years: comments first, then what follows from them. */
final class Fill {

    private static final int GENERATORS = 2;

    /** What came of each comment. The seals are no chain: only the service makes those. */
    private static final List<String> CONSEQUENCES = List.of("""
            INSERT INTO article (site, key)
            SELECT DISTINCT site, article
              FROM comment
            """, """
            INSERT INTO decision (comment_id, version, verdict, reason, moderator, decided_at, site, waited)
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
            INSERT INTO audit_seal (number, entry_id, hash, sealed_at)
            SELECT id, id, sha256(''), at + CAST('5 s' AS interval)
              FROM audit_entry
            """, """
            INSERT INTO outbox (at, comment_id, site, article, status, version, moderator)
            SELECT decided_at, id, site, article, status, 1, 'moderator-0'
              FROM comment
             WHERE decided_at > now() - CAST('1 day' AS interval)
            """, """
            INSERT INTO author_record (email_fingerprint, site, approved, rejected)
            SELECT email_fingerprint, site, count(*) FILTER (WHERE status = 'APPROVED'),
                   count(*) FILTER (WHERE status = 'REJECTED')
              FROM comment
             WHERE status <> 'PENDING'
             GROUP BY email_fingerprint, site
            """);

    private final Database database;
    private final Volume volume;
    private final EmailVault vault;

    Fill(Database database, Volume volume, EmailVault vault) {
        this.database = database;
        this.volume = volume;
        this.vault = vault;
    }

    /** Fills the empty tables. */
    void run() {
        Loading loading = Loading.begin(database);
        Texts texts = new Texts();
        Instant now = Instant.now();
        try (ExecutorService generators = Executors.newFixedThreadPool(GENERATORS)) {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int part = 0; part < GENERATORS; part++) {
                int number = part;
                parts.add(() -> fill(number, texts, now));
            }
            for (Future<Void> part : generators.invokeAll(parts)) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The data set was not made", e);
        }
        CONSEQUENCES.forEach(this::execute);
        loading.end();
        database.execute("VACUUM ANALYZE");
    }

    private Void fill(int part, Texts texts, Instant now) throws SQLException {
        try (Connection comments = loader();
                Connection words = loader();
                Filler filler = new Filler(volume, texts, vault, now, part, comments, words)) {
            int blocks = volume.articles() / Filler.BLOCK;
            for (int block : IntStream.range(0, blocks)
                    .filter(each -> each % GENERATORS == part)
                    .toArray()) {
                filler.decided(block * Filler.BLOCK);
            }
            int share = volume.pending() / GENERATORS;
            filler.pending(part * share, part == GENERATORS - 1 ? volume.pending() : (part + 1) * share);
        }
        return null;
    }

    private void execute(String consequence) {
        try (Connection connection = loader();
                Statement statement = connection.createStatement()) {
            statement.execute(consequence);
        } catch (SQLException e) {
            throw new IllegalStateException(consequence, e);
        }
    }

    // Without the foreign keys' triggers: what they look for is there, or is being written by another transaction.
    private Connection loader() throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
        }
        return connection;
    }
}
