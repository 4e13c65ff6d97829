package mizan.moderation.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Moderator;
import mizan.moderator.Moderators;
import mizan.moderator.Role;
import mizan.testing.EventStream;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsApiTest extends ServiceTest {

    private static final String EVENTS = "/api/v1/moderation/events";

    @BeforeEach
    void awaitNoSubscriptions() {
        // The service detects with a delay that a client has disconnected.
        await("earlier subscriptions to end").until(() -> subscriptionCount() == 0);
    }

    @Test
    void subscriberReceivesBacklogAndDecisions() {
        String id = submitted(Sample.submission());
        try (EventStream events = subscribe(admin())) {
            assertThat(events.response().statusCode()).isEqualTo(200);
            assertThat(events.response().headers().firstValue("Content-Type"))
                    .get()
                    .asString()
                    .startsWith("text/event-stream");
            events.await("queue", pending(1));

            decide(id, "approve", Map.of("version", 0), moderator("ada", "ADMIN", ""));

            Map<String, String> decided = events.await("decided", of(id));
            assertThat(decided.get("data"))
                    .isEqualTo("{\"id\":\"%s\",\"site\":\"demo\",\"status\":\"APPROVED\",\"version\":1,\"by\":\"ada\"}"
                            .formatted(id));
            assertThat(decided.get("id")).isEqualTo(Postgres.value("SELECT id FROM outbox_event"));
            events.await("queue", pending(0));
        }
    }

    @Test
    void decisionOnOneReplicaIsSentByAnother() {
        try (EmbeddedServer replica = replica(Map.of());
                EventStream events = EventStream.open(replica.getPort(), EVENTS, "Authorization", admin())) {
            events.await("queue", pending(0));

            String id = approved(Sample.submission());

            events.await("decided", of(id));
        }
    }

    @Test
    void streamsEndWhenAShutdownBegins() {
        try (EmbeddedServer replica = replica(Map.of());
                EventStream events = EventStream.open(replica.getPort(), EVENTS, "Authorization", admin())) {
            events.await("queue", pending(0));
            assertThat(events.isClosed()).isFalse();

            replica.getApplicationContext()
                    .getEventPublisher(ServerShutdownEvent.class)
                    .publishEvent(new ServerShutdownEvent(replica));

            await("the stream to end").until(events::isClosed);
            try (EventStream late = EventStream.open(replica.getPort(), EVENTS, "Authorization", admin())) {
                assertThat(late.await("queue", pending(0))).containsEntry("retry", "2000");
                await("the new stream to end").until(late::isClosed);
            }
        }
    }

    @Test
    void subscriberReceivesEventsOfOwnSitesOnly() {
        String token = moderator("hal", "MODERATOR", "herald");
        try (EventStream events = subscribe(token)) {
            events.await("queue", pending(0));
            approved(Sample.submission());
            String there = post("/api/v1/sites/herald/comments", Sample.submission())
                    .json()
                    .path("id")
                    .asText();

            Map<String, String> queue = events.await("queue", pending(1));
            decide(there, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
            events.await("decided", of(there));

            assertThat(queue.get("data")).contains("\"sites\":{\"herald\":").doesNotContain("demo");
            assertThat(events.all("decided")).hasSize(1);
        }
    }

    @Test
    void reconnectingClientReceivesMissedEvents() {
        String first;
        try (EventStream events = subscribe(admin())) {
            events.await("queue", pending(0));
            first = approved(Sample.submission());
            events.await("decided", of(first));
        }
        String lastEventId = Postgres.value("SELECT max(id) FROM outbox_event");
        List<String> missed =
                Stream.generate(() -> approved(Sample.submission())).limit(3).toList();

        try (EventStream events =
                EventStream.open(port(), EVENTS, "Authorization", admin(), "Last-Event-ID", lastEventId)) {
            missed.forEach(id -> events.await("decided", of(id)));
            assertThat(events.all("decided")).noneMatch(of(first));
        }
    }

    @Test
    void streamStartsAfterAPositionUnlessTheClientKnowsMore() {
        String first = approved(Sample.submission());
        long position = bean(QueueSnapshots.class).take(Set.of("demo")).position();
        String missed;
        String later;
        try (EventStream live = subscribe(admin())) {
            live.await("queue", _ -> true);
            missed = approved(Sample.submission());
            later = approved(Sample.submission());
            // Otherwise the streams below could receive it as a new event.
            live.await("decided", of(later));
        }
        String after = EVENTS + "?after=" + position;

        try (EventStream events = EventStream.open(port(), after, "Authorization", admin())) {
            events.await("decided", of(missed));
            events.await("decided", of(later));
            assertThat(events.all("decided")).noneMatch(of(first));
        }
        String lastEventId = Postgres.value("SELECT id FROM outbox_event WHERE comment_id = '" + later + "'");
        try (EventStream events =
                EventStream.open(port(), after, "Authorization", admin(), "Last-Event-ID", lastEventId)) {
            events.await("decided", of(missed));
            assertThat(events.all("decided")).noneMatch(of(later));
        }
        assertThat(get(EVENTS + "?after=x", "Authorization", admin()).status()).isEqualTo(400);
    }

    @Test
    void positionOfAnEmptyOutboxMissesNoEvent() {
        long position = bean(QueueSnapshots.class).take(Set.of("demo")).position();
        String missed = approved(Sample.submission());

        try (EventStream events = EventStream.open(port(), EVENTS + "?after=" + position, "Authorization", admin())) {
            events.await("decided", of(missed));
        }
    }

    @Test
    void claimsAreSentAtOnceAndWhenTheyChange() {
        String first = submitted(Sample.submission());
        String second = submitted(Sample.submission());
        String token = moderator("omar", "MODERATOR", "demo");
        claim(first, token);
        try (EventStream events = subscribe(admin());
                EventStream elsewhere = subscribe(moderator("hal", "MODERATOR", "herald"))) {
            JsonNode all = events.awaitData("claims", _ -> true);
            assertThat(all.path("complete").asBoolean()).isTrue();
            assertThat(all.path("claimed").findValuesAsText("id")).containsExactly(first);

            claim(second, token);
            JsonNode claimed =
                    events.awaitData("claims", data -> !data.path("complete").asBoolean());
            assertThat(claimed.path("claimed").findValuesAsText("id")).containsExactly(second);
            assertThat(claimed.path("claimed").get(0).path("moderator").asText())
                    .isEqualTo("omar");
            send("DELETE", "/api/v1/moderation/claims/" + first, "", "Authorization", token);
            events.await("claims", released(first));
            bean(MutableClock.class).advance(Duration.ofMinutes(6));
            events.await("claims", released(second));

            assertThat(elsewhere.all("claims"))
                    .allMatch(data -> data.path("claimed").isEmpty());
        }
    }

    @Test
    void unknownLastEventIdStartsTheStreamAnew() {
        for (String unknown : List.of("x", "1.5", "99999999999999999999")) {
            try (EventStream events =
                    EventStream.open(port(), EVENTS, "Authorization", admin(), "Last-Event-ID", unknown)) {
                events.await("queue", pending(0));
            }
        }
    }

    @Test
    void databaseOutageLosesNoEvent() {
        try (EventStream events = subscribe(admin())) {
            events.await("queue", pending(0));
            String id = submitted(Sample.submission());
            try (PostgresFaults.Outage outage = PostgresFaults.outage()) {
                assertThat(outage.isActive()).isTrue();
                // A decision on another replica, which still reaches the database.
                Postgres.execute("""
                        INSERT INTO outbox_event (at, comment_id, site, article, status, version)
                        VALUES (now(), '%s', 'demo', 'a', 'APPROVED', 1)
                        """.formatted(id));
            }

            events.await("decided", of(id));
        }
    }

    @Test
    void streamEndsWhenTheAccountChanges() {
        String token = moderator("eve", "MODERATOR", "demo");
        for (String change : List.of("sites = '{herald}'", "roles = '{PRIVACY}'", "disabled_at = now()")) {
            Postgres.execute("UPDATE moderator SET sites = '{demo}', roles = '{MODERATOR}', disabled_at = NULL"
                    + " WHERE name = 'eve'");
            try (EventStream events = subscribe(token)) {
                events.await("queue", pending(0));

                Postgres.execute("UPDATE moderator SET " + change + " WHERE name = 'eve'");

                await("the stream to end after " + change).until(events::isClosed);
            }
        }
        await("the subscription to end").until(() -> subscriptionCount() == 0);
    }

    @Test
    void streamEndsAtOnceWhenThisReplicaChangesTheAccount() {
        // No poll of the backlog notices the changes.
        try (EmbeddedServer replica = replica(Map.of("mizan.backlog-interval", "1h"))) {
            Accounts accounts = replica.getApplicationContext().getBean(Accounts.class);
            Moderators moderators = replica.getApplicationContext().getBean(Moderators.class);
            Moderator eve = new Moderator("eve", Set.of(Role.MODERATOR), Set.of("demo"));
            EventBroadcaster broadcaster = replica.getApplicationContext().getBean(EventBroadcaster.class);
            Map<String, Runnable> changes = Map.of(
                    "sites", () -> accounts.change(Actor.COMMAND_LINE, "eve", null, Set.of("herald")),
                    "roles", () -> accounts.change(Actor.COMMAND_LINE, "eve", Set.of(Role.ADMIN), null),
                    "password", () -> accounts.changePassword(Actor.COMMAND_LINE, "eve", "correct horse battery"),
                    "disabling", () -> accounts.disable(Actor.COMMAND_LINE, "eve"),
                    "signing out", () -> moderators.signOut(eve));
            changes.forEach((name, change) -> {
                Postgres.execute("DELETE FROM moderator WHERE name = 'eve'");
                moderator("grace", "ADMIN", "");
                String token = moderator("eve", "MODERATOR", "demo");
                try (EventStream events = EventStream.open(replica.getPort(), EVENTS, "Authorization", token)) {
                    await("the subscription").until(() -> broadcaster.subscriptionCount() == 1);

                    change.run();

                    await("the stream to end after " + name).until(events::isClosed);
                }
                assertThat(broadcaster.subscriptionCount()).isZero();
            });
        }
    }

    @Test
    void headRequestKeepsNoSubscription() {
        assertThat(send("HEAD", EVENTS, "", "Authorization", admin()).status()).isEqualTo(200);

        await("the subscription to end").until(() -> subscriptionCount() == 0);
    }

    @Test
    void subscriptionOfDisconnectedClientEnds() {
        try (EventStream events = subscribe(admin())) {
            events.await("queue", pending(0));
            assertThat(subscriptionCount()).isEqualTo(1);
        }

        await("the subscription to end").until(() -> subscriptionCount() == 0);
    }

    @Test
    void idleConnectionIsKeptOpen() {
        Map<String, Object> shortTimeouts = Map.of(
                "micronaut.server.idle-timeout", "3s",
                "micronaut.server.read-idle-timeout", "3s",
                "micronaut.server.write-idle-timeout", "3s");
        try (EmbeddedServer replica = replica(shortTimeouts);
                EventStream events = EventStream.open(replica.getPort(), EVENTS, "Authorization", admin())) {
            // The backlog is sent again and again, although it does not change.
            await("a connection older than its idle time")
                    .until(() -> events.all("queue").size() > 6);
            assertThat(events.isClosed()).isFalse();
        }
    }

    @Test
    void streamEndsWhenTheTokenExpires() {
        moderator("short", "ADMIN", "");
        String token = "Bearer "
                + bean(TokenGenerator.class)
                        .generateToken(Authentication.build("short"), 3600)
                        .orElseThrow();
        try (EventStream events = subscribe(token)) {
            events.await("queue", pending(0));

            bean(MutableClock.class).advance(Duration.ofDays(4_000));

            await("the stream to end with its token").until(events::isClosed);
        } finally {
            bean(MutableClock.class).advance(Duration.ofDays(-4_000));
        }
    }

    private static EventStream subscribe(String token) {
        return EventStream.open(port(), EVENTS, "Authorization", token);
    }

    private static void claim(String id, String token) {
        post("/api/v1/moderation/comments/" + id + "/claim", "", "Authorization", token);
    }

    private static Predicate<JsonNode> released(String id) {
        return data -> data.path("released").toString().contains(id);
    }

    private static int subscriptionCount() {
        return bean(EventBroadcaster.class).subscriptionCount();
    }

    private static Predicate<JsonNode> pending(int comments) {
        return data -> data.path("pending").asInt(-1) == comments;
    }

    private static Predicate<JsonNode> of(String id) {
        return data -> data.path("id").asText().equals(id);
    }
}
