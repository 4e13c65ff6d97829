package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Migrations run while older replicas serve. */
class MigrationLocksTest extends ServiceTest {

    private static final int UPGRADES = 6;
    private static final int CLIENTS = 8;

    /** The last migration of the baseline; later ones find tables that are in use. */
    private static final String BASELINE = "V014__create_import.sql";

    private static final Pattern LOCKED = Pattern.compile("SELECT lock_tables\\(([^)]*)\\)");
    private static final Pattern CHANGED = Pattern.compile(
            "(?:ALTER TABLE|DROP TABLE|CREATE (?:UNIQUE )?INDEX \\w+ ON|REFERENCES|(?:BEFORE|AFTER) [A-Z ]+ ON|LOCK TABLE) (?:IF EXISTS |ONLY )?(\\w+)");

    @Test
    void upgradesUnderLoadCauseNoDeadlockAndNoError() throws Exception {
        String deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = 'postgres'";
        String before = Postgres.value(deadlocks);
        String token = admin();
        AtomicBoolean isUpgraded = new AtomicBoolean();
        Callable<Set<Integer>> client = () -> {
            Set<Integer> statuses = new TreeSet<>();
            do {
                var submitted = submit(Sample.submission());
                statuses.add(submitted.status());
                if (submitted.status() == 202) {
                    String id = submitted.json().path("id").asText();
                    statuses.add(
                            decide(id, "approve", Map.of("version", 0), token).status());
                }
            } while (!isUpgraded.get());
            return statuses;
        };

        Set<Integer> statuses = new TreeSet<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Set<Integer>>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(client));
            }
            try {
                for (int i = 0; i < UPGRADES; i++) {
                    upgrade();
                }
            } finally {
                isUpgraded.set(true);
            }
            for (Future<Set<Integer>> ended : running) {
                statuses.addAll(ended.get());
            }
        }

        assertThat(statuses).containsExactly(200, 202);
        assertThat(Postgres.value(deadlocks)).isEqualTo(before);
    }

    @Test
    void migrationsLockTheTablesThatTheyChange() throws IOException {
        List<Path> migrations = new ArrayList<>();
        for (String folder : List.of("src/main/resources/db/migration", "src/test/resources/db/upgrade")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.getFileName().toString().startsWith("V"))
                        .filter(file -> file.getFileName().toString().compareTo(BASELINE) > 0)
                        .forEach(migrations::add);
            }
        }

        assertThat(migrations).isNotEmpty().allSatisfy(migration -> {
            String sql = Files.readString(migration);
            // Nobody else can use a table that the same migration creates.
            List<MatchResult> changes = CHANGED.matcher(sql)
                    .results()
                    .filter(change -> !sql.contains("CREATE TABLE " + change.group(1) + " ("))
                    .toList();
            if (changes.isEmpty()) {
                return; // It only adds tables, and no statement of the service waits for it.
            }
            Matcher locked = LOCKED.matcher(sql);
            assertThat(locked.find()).as("%s locks its tables first", migration).isTrue();
            assertThat(changes.stream().map(change -> "'" + change.group(1) + "'"))
                    .allMatch(table -> locked.group(1).contains(table));
            assertThat(changes.stream().mapToInt(MatchResult::start)).allMatch(start -> start > locked.start());
        });
    }

    @Test
    void grantsLockNoTable() {
        try (PostgresFaults.Lock granting =
                PostgresFaults.lockWith("GRANT SELECT ON comment, comment_search TO mizan")) {
            assertThat(granting).isNotNull();
            assertThat(Postgres.query("""
                    SELECT mode
                      FROM pg_locks
                     WHERE locktype = 'relation'
                       AND relation IN ('comment'::regclass, 'comment_search'::regclass)
                       AND mode LIKE '%Exclusive%'
                       AND mode NOT LIKE 'Row%'
                    """)).isEmpty();
        }
    }

    private static void upgrade() {
        Map<String, Object> database = Postgres.configuration();
        Flyway.configure()
                .dataSource(
                        String.valueOf(database.get("flyway.datasources.migration.url")),
                        String.valueOf(database.get("flyway.datasources.migration.user")),
                        String.valueOf(database.get("flyway.datasources.migration.password")))
                .initSql("SET lock_timeout = '5s'")
                .placeholders(Map.of("service-role", "mizan"))
                .locations("classpath:db/migration", "classpath:db/upgrade")
                .load()
                .migrate();
        // So that the next upgrade runs it again, and other tests do not find it.
        Postgres.execute("DELETE FROM flyway_schema_history WHERE version = '900'");
    }
}
