package mizan.screening.learning;

import java.time.Instant;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;

/** The site demo, whose moderators reject advertising. */
public final class LearnedSite {

    public static final String SPAM = "subscribe to my channel and earn money";
    public static final String TALK = "what the minister said of the bridge";

    private LearnedSite() {}

    /** The beans of the running service. */
    @FunctionalInterface
    public interface Beans {

        <T> T get(Class<T> type);
    }

    /** Decides enough comments to learn from, and trains the classifier. */
    public static void train(Beans beans) {
        Instant now = beans.get(MutableClock.class).instant();
        insert("REJECTED", SPAM, "'grace'", 40, now);
        insert("APPROVED", TALK, "'grace'", 40, now);
        beans.get(Trainer.class).train("demo");
    }

    /** Forgets the classifiers whose rows were deleted. */
    public static void forget(Beans beans) {
        beans.get(LearnedModels.class).refresh();
    }

    static void insert(String status, String text, String moderator, int number, Instant now) {
        Postgres.execute("""
                WITH decided AS (
                    INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, client, digest,
                                         receipt_hash, status, version, submitted_at, decided_at)
                    SELECT id, 'demo', 'article', id, 'Reader', '%2$s number ' || number, '\\x00', sha256('a'), '', sha256('d'),
                           sha256(CAST(id::text AS bytea)), '%1$s', 1, CAST('%5$s' AS timestamptz) - interval '1 hour' * number,
                           CAST('%5$s' AS timestamptz) - interval '1 hour' * number
                      FROM (SELECT gen_random_uuid() AS id, number FROM generate_series(1, %4$d) AS number) AS numbered
                    RETURNING id, decided_at
                )
                INSERT INTO decision (comment_id, version, site, verdict, reason, moderator, decided_at, time_to_decision)
                SELECT id, 1, 'demo', CASE '%1$s' WHEN 'APPROVED' THEN 'APPROVE' ELSE 'REJECT' END,
                       CASE '%1$s' WHEN 'REJECTED' THEN 'SPAM' END, %3$s, decided_at,
                       CASE WHEN %3$s IS NULL THEN NULL ELSE interval '1 minute' END
                  FROM decided
                """.formatted(status, text, moderator, number, now));
    }
}
