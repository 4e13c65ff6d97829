package mizan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.job.Job;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every job that erases expired rows, over rows that expire at this microsecond, that expired earlier, and that expire in the
 * next microsecond.
 */
class CleanupTest extends ServiceTest {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private static final String COMMENT = """
            INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, client, digest,
                                 receipt_hash, status, version, submitted_at, decided_at)
            SELECT id, 'herald', '%4$s', id, 'Reader', 'Text', '\\x00', sha256('a'), '%3$s', sha256('d'),
                   sha256(CAST(id::text AS bytea)), '%2$s', 1, '%1$s', '%1$s'
              FROM gen_random_uuid() AS id
            """;

    /** For each job: how rows that expire at an instant are inserted, and the number of those that are left. */
    private static final Map<String, List<Fixture>> FIXTURES = Map.of(
            "blocks",
            List.of(new Fixture(Duration.ZERO, """
                    INSERT INTO block (id, site, kind, subject, until, comment_id, moderator, created_at)
                    VALUES (gen_random_uuid(), 'demo', 'AUTHOR', sha256(uuid_send(gen_random_uuid())), '%1$s',
                            gen_random_uuid(), 'ada', '2000-01-01')
                    """, "SELECT count(*) FROM block")),
            "idempotency-keys",
            List.of(new Fixture(Duration.ZERO, """
                    INSERT INTO idempotency_key (site, key, comment_id, receipt_sealed, submitted_at, expires_at)
                    VALUES ('demo', sha256(uuid_send(gen_random_uuid())), gen_random_uuid(), '\\x00', '2000-01-01', '%1$s')
                    """, "SELECT count(*) FROM idempotency_key")),
            "mail-cleanup",
            List.of(
                    new Fixture(Duration.ofDays(30), """
                    INSERT INTO mail (id, kind, recipient_id, state, due_at, created_at, ended_at)
                    VALUES (gen_random_uuid(), 'DIGEST', gen_random_uuid(), 'SENT', '2000-01-01', '2000-01-01', '%1$s')
                    """, "SELECT count(*) FROM mail"),
                    new Fixture(Duration.ofDays(180), """
                    INSERT INTO notification_request (comment_id, language, requested_at)
                    VALUES (gen_random_uuid(), 'en', '%1$s')
                    """, "SELECT count(*) FROM notification_request"),
                    recipient(Duration.ofDays(30), "UNCONFIRMED"),
                    recipient(Duration.ofDays(365), "CONFIRMED")),
            "outbox",
            List.of(new Fixture(Duration.ofDays(1), """
                    INSERT INTO outbox_event (at, comment_id, site, article, status, version)
                    VALUES ('%1$s', gen_random_uuid(), 'demo', 'a', 'APPROVED', 1)
                    """, "SELECT count(*) FROM outbox_event")),
            "retention",
            List.of(
                    comment(Duration.ofDays(90), "REJECTED", "", "name IS NOT NULL"),
                    comment(
                            Duration.ofDays(30),
                            "APPROVED",
                            "\\x00112233445566778899aabbccddeeff",
                            "octet_length(client) > 0"),
                    comment(Period.ofMonths(24), "APPROVED", "", "email_sealed IS NOT NULL")),
            "webhook-cleanup",
            List.of(delivery(Duration.ofDays(7), "DELIVERED"), delivery(Duration.ofDays(30), "PARKED")));

    /** Jobs that erase nothing themselves. */
    private static final List<String> OTHERS = List.of("screening-training", "remote-scoring");

    private static Fixture recipient(Duration period, String state) {
        return new Fixture(
                period,
                """
                    INSERT INTO mail_recipient (id, fingerprint, address, token_sealed, token_hash, language, state,
                                                is_requested, changed_at, used_at)
                    VALUES (gen_random_uuid(), sha256(uuid_send(gen_random_uuid())), '\\x00', '\\x00',
                            sha256(uuid_send(gen_random_uuid())), 'en', '%2$s', false, '2000-01-01', '%1$s')
                    """.replace("%2$s", state),
                "SELECT count(*) FROM mail_recipient WHERE state = '" + state + "'");
    }

    // Without the webhook: fixtures are inserted without foreign keys.
    private static Fixture delivery(Duration period, String state) {
        return new Fixture(
                period,
                """
                INSERT INTO webhook_delivery (
                       webhook_id, event, occurred_at, state, next_attempt_at, give_up_at, ended_at)
                VALUES (gen_random_uuid(), 'TEST', '2000-01-01', '%s', '2000-01-01', '2000-01-01', '%%1$s')
                """.formatted(state),
                "SELECT count(*) FROM webhook_delivery WHERE state = '%s'".formatted(state));
    }

    private static Fixture comment(TemporalAmount period, String status, String client, String isKept) {
        return new Fixture(
                period,
                COMMENT.replace("%2$s", status).replace("%3$s", client).replace("%4$s", isKept),
                "SELECT count(*) FROM comment WHERE article = '%s' AND %s".formatted(isKept, isKept));
    }

    @Test
    void everyJobIsTested() {
        assertThat(beans(Job.class))
                .extracting(Job::name)
                .filteredOn(name -> !OTHERS.contains(name))
                .hasSameElementsAs(FIXTURES.keySet());
    }

    @ParameterizedTest
    @MethodSource("cleanups")
    void expiredRowsAreErasedUpToTheMicrosecond(String job, Fixture fixture) {
        Instant expired = fixture.expired(bean(MutableClock.class).instant());
        fixture.insert(expired.minus(Duration.ofDays(1)));
        fixture.insert(expired);
        fixture.insert(expired.plus(MICROSECOND));

        job(job).run();

        assertThat(fixture.left()).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("cleanups")
    void runsAtOnceDisturbEachOtherNot(String job, Fixture fixture) {
        Instant expired = fixture.expired(bean(MutableClock.class).instant());
        for (int i = 0; i < 50; i++) {
            fixture.insert(expired.minusSeconds(i));
        }
        fixture.insert(expired.plus(MICROSECOND));

        CompletableFuture<Void> other = CompletableFuture.runAsync(job(job)::run);
        job(job).run();
        other.join();

        assertThat(fixture.left()).isEqualTo("1");
    }

    @Test
    void runFailsWhileTheDatabaseIsUnavailableAndTheNextOneErases() {
        try (EmbeddedServer replica = replica(Map.of())) {
            List<Job> jobs = List.copyOf(replica.getApplicationContext().getBeansOfType(Job.class));
            Instant now =
                    replica.getApplicationContext().getBean(MutableClock.class).instant();
            List<Fixture> fixtures =
                    FIXTURES.values().stream().flatMap(List::stream).toList();
            fixtures.forEach(fixture -> fixture.insert(fixture.expired(now)));

            try (PostgresFaults.Outage _ = PostgresFaults.outage()) {
                assertThat(jobs)
                        .isNotEmpty()
                        .allSatisfy(job ->
                                assertThatThrownBy(job::run).as(job.name()).matches(DatabaseUnavailable::isCauseOf));
                assertThat(fixtures).noneMatch(fixture -> fixture.left().equals("0"));
            }
            // The pool tries to connect again after a moment.
            jobs.forEach(job -> await(job.name())
                    .ignoreExceptionsMatching(DatabaseUnavailable::isCauseOf)
                    .untilAsserted(job::run));

            assertThat(fixtures)
                    .allSatisfy(fixture ->
                            assertThat(fixture.left()).as(fixture.query()).isEqualTo("0"));
        }
    }

    static Stream<Arguments> cleanups() {
        return FIXTURES.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(fixture -> Arguments.of(entry.getKey(), fixture)));
    }

    private static Job job(String name) {
        return beans(Job.class).stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    record Fixture(TemporalAmount period, String statement, String query) {

        Instant expired(Instant now) {
            return now.atOffset(ZoneOffset.UTC).minus(period).toInstant();
        }

        void insert(Instant at) {
            Postgres.execute(statement.replace("%1$s", at.toString()));
        }

        String left() {
            return Postgres.value(query);
        }
    }
}
