package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/**
 * The schema can be distributed by site over several servers: each unique key contains the site, a UUID, or the digest of a
 * random token, so that no server needs the rows of another one to check it.
 */
class UniqueKeysTest extends ServiceTest {

    /** Tables that every server would hold whole, and sequences of the whole installation. */
    private static final Set<String> GLOBAL = Set.of(
            "audit_chain",
            "audit_entry",
            "flyway_schema_history",
            "key_check",
            "mail_recipient",
            "moderator",
            "outbox_event",
            "scheduled_task",
            "webhook_delivery");

    @Test
    void uniqueKeysContainTheSiteOrAreUuids() {
        List<String> tables = Postgres.query("""
                        SELECT i.indrelid::regclass, pg_get_indexdef(i.indexrelid)
                          FROM pg_index i
                          JOIN pg_class t ON t.oid = i.indrelid
                         WHERE i.indisunique
                           AND t.relnamespace = 'public'::regnamespace
                           AND NOT EXISTS (
                               SELECT FROM pg_attribute a
                                WHERE a.attrelid = i.indrelid
                                  AND a.attnum = ANY (i.indkey)
                                  AND (a.attname = 'site' OR a.attname LIKE '%\\_hash' OR a.atttypid = 'uuid'::regtype))
                         ORDER BY 2
                        """).stream()
                .filter(key -> !GLOBAL.contains(key.getFirst()))
                .map(List::getLast)
                .toList();

        assertThat(tables).isEmpty();
        assertThat(Postgres.value("SELECT count(*) FROM pg_index WHERE indrelid = 'comment'::regclass AND indisunique"))
                .isEqualTo("2");
    }
}
