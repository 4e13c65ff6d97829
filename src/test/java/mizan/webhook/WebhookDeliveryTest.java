package mizan.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mizan.testing.StubServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.StubServer;
import mizan.testing.StubServer.Received;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Events reach a receiver on this machine, whatever it does. */
class WebhookDeliveryTest extends WebhookTest {

    @Test
    void eventsOfACommentArriveInTheirOrder() {
        try (StubServer receiver = new StubServer(status(204))) {
            add(receiver.url("/hook"));
            String id = approved(Sample.submission());
            decide(id, "reopen", Map.of("version", 1), admin());
            decide(id, "reject", Map.of("version", 2, "reason", "SPAM"), admin());
            approved("gazette", Sample.submission());

            sendUntil(() -> receiver.received().size() >= 4);
            sendUntil(() -> webhook().path("pending").asInt() == 0);

            assertThat(types(receiver.received()))
                    .containsExactly("comment.submitted", "comment.approved", "comment.reopened", "comment.rejected");
            assertThat(receiver.received()).allSatisfy(request -> {
                JsonNode data = body(request).path("data");
                assertThat(data.path("comment").asText()).isEqualTo(id);
                assertThat(data.path("site").asText()).isEqualTo("demo");
                assertThat(data.path("article").asText()).isEqualTo("market-scales");
                assertThat(data).hasSize(4);
            });
            assertThat(receiver.received().getLast().body()).contains("\"version\":3");
        }
    }

    @Test
    void requestIsSignedWithBothSecretsDuringARotation() {
        try (StubServer receiver = new StubServer(status(200))) {
            JsonNode created = add(receiver.url("/"));
            String path = PATH + "/" + created.path("id").asText();
            String next = post(path + "/secret", "", "Authorization", admin())
                    .json()
                    .path("secret")
                    .asText();
            post(path + "/test", "", "Authorization", admin());
            sendUntil(() -> receiver.received().size() == 1);
            bean(MutableClock.class).advance(Webhooks.ROTATION);
            post(path + "/test", "", "Authorization", admin());
            sendUntil(() -> receiver.received().size() == 2);

            Received both = receiver.received().getFirst();
            Received one = receiver.received().getLast();
            String old = created.path("secret").asText();
            assertThat(both.header("webhook-signature")).isEqualTo(signature(next, both) + " " + signature(old, both));
            assertThat(one.header("webhook-signature")).isEqualTo(signature(next, one));
            assertThat(one.header("webhook-id")).startsWith("msg_").isNotEqualTo(both.header("webhook-id"));
            assertThat(types(receiver.received())).containsExactly("test", "test");
        }
    }

    @Test
    void failedDeliveryIsRepeatedAndDelaysLaterEventsOfItsComment() {
        AtomicInteger code = new AtomicInteger(500);
        try (StubServer receiver =
                new StubServer((request, out) -> status(code.get()).respond(request, out))) {
            add(receiver.url("/"), "comment.submitted", "comment.approved");
            approved(Sample.submission());
            sendUntil(() -> webhook().path("pending").asInt() == 2);
            sendUntil(() -> result().equals("status-500"));
            assertThat(types(receiver.received())).containsOnly("comment.submitted");

            code.set(200);
            bean(MutableClock.class).advance(Duration.ofSeconds(5));
            sendUntil(() -> webhook().path("pending").asInt() == 0);

            List<Received> requests = receiver.received();
            assertThat(types(requests)).containsExactly("comment.submitted", "comment.submitted", "comment.approved");
            assertThat(requests.get(1).header("webhook-id"))
                    .isEqualTo(requests.get(0).header("webhook-id"));
        }
    }

    @Test
    void deliveryIsParkedAfterADayAndCanBeSentAgain() {
        AtomicInteger code = new AtomicInteger(503);
        try (StubServer receiver =
                new StubServer((request, out) -> status(code.get()).respond(request, out))) {
            String path = PATH + "/"
                    + add(receiver.url("/"), "comment.submitted").path("id").asText();
            submitted(Sample.submission());
            sendUntil(() -> result().equals("status-503"));
            bean(MutableClock.class).advance(Backoff.GIVE_UP);
            sendUntil(() -> webhook().path("parked").asInt() == 1);
            assertThat(receiver.received()).hasSize(2);
            assertThat(get(path + "/deliveries", "Authorization", admin()).body())
                    .contains("\"state\":\"PARKED\"", "\"attempts\":2", "\"nextAttemptAt\":null");

            code.set(200);
            assertThat(post(path + "/redeliver", "", "Authorization", admin()).body())
                    .isEqualTo("{\"queued\":1}");

            sendUntil(() -> webhook().path("pending").asInt() == 0);
            assertThat(webhook().path("parked").asInt()).isZero();
            assertThat(receiver.received()).hasSize(3);
            assertThat(Postgres.query("SELECT detail LIKE '% 1' FROM audit_entry WHERE action = 'WEBHOOK_REDELIVERED'"))
                    .containsExactly(List.of("t"));
        }
    }

    @Test
    void hangingReceiverDelaysNoSubmissionNoDecisionAndNoOtherReceiver() {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        try (StubServer hung = new StubServer((_, out) -> {
                    hanging.countDown();
                    end.await();
                    StubServer.send(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
                StubServer well = new StubServer(status(200))) {
            add(hung.url("/"), "comment.approved");
            approved(Sample.submission());
            sendUntil(() -> hanging.getCount() == 0);

            add(well.url("/"), "comment.approved");
            String id = approved(Sample.submission("body", "Another comment"));

            sendUntil(() -> !well.received().isEmpty());
            assertThat(well.received())
                    .first()
                    .satisfies(request -> assertThat(request.body()).contains(id));
            end.countDown();
        }
    }

    @Test
    void replicasSendNoEventTwice() {
        try (EmbeddedServer replica = replica(Map.of("mizan.webhook.interval", "20ms"));
                StubServer receiver = new StubServer(status(200))) {
            // The clocks of replicas differ a little.
            MutableClock other = replica.getApplicationContext().getBean(MutableClock.class);
            other.advance(
                    Duration.between(other.instant(), bean(MutableClock.class).instant())
                            .plusSeconds(5));
            add(receiver.url("/"), "comment.submitted", "comment.approved");
            for (int i = 0; i < 20; i++) {
                approved(Sample.submission("body", "Comment " + i));
            }
            sendUntil(() -> Postgres.value("SELECT count(*) FROM webhook_delivery WHERE state = 'DELIVERED'")
                    .equals("40"));

            assertThat(receiver.received()).hasSize(40);
            assertThat(receiver.received().stream().map(request -> request.header("webhook-id")))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void replicaTakesOverWhatAnotherOneHasNotFinished() {
        try (StubServer receiver = new StubServer(status(200))) {
            add(receiver.url("/"), "comment.submitted");
            bean(MutableClock.class).advance(Duration.ofMinutes(1));
            submitted(Sample.submission());
            sendUntil(() -> receiver.received().size() == 1);
            sendUntil(() -> webhook().path("pending").asInt() == 0);

            // As if the replica was killed after it had sent the request, and before it stored the result.
            Postgres.execute("""
                    UPDATE webhook_delivery
                       SET state = 'PENDING',
                           ended_at = NULL,
                           next_attempt_at = occurred_at + interval '1 minute'
                    """);
            bean(MutableClock.class).advance(Duration.ofMinutes(1));

            sendUntil(() -> receiver.received().size() == 2);
            sendUntil(() -> webhook().path("pending").asInt() == 0);
            assertThat(receiver.received().getLast().header("webhook-id"))
                    .isEqualTo(receiver.received().getFirst().header("webhook-id"));
        }
    }

    @Test
    void overdueQueueAndReportedCommentAreEventsOnce() {
        try (StubServer receiver = new StubServer(status(200))) {
            add(receiver.url("/"), "queue.overdue", "comment.reported");
            String id = approved(Sample.submission());
            for (int i = 0; i < 2; i++) {
                Postgres.execute("""
                        INSERT INTO report (comment_id, site, client, reason, reported_at)
                        VALUES ('%s', 'demo', decode(md5('%d'), 'hex'), 'SPAM', '%s')
                        """.formatted(id, i, bean(MutableClock.class).instant()));
            }
            sendUntil(() -> receiver.received().size() == 1);
            submitted(Sample.submission("body", "This one waits"));
            bean(MutableClock.class).advance(Duration.ofHours(5));
            sendUntil(() -> receiver.received().size() == 2);
            submitted(Sample.submission("body", "This one waits too"));
            String path = PATH + "/" + webhook().path("id").asText();
            post(path + "/test", "", "Authorization", admin());
            sendUntil(() -> types(receiver.received()).contains("test"));

            assertThat(types(receiver.received())).containsExactly("comment.reported", "queue.overdue", "test");
            assertThat(body(receiver.received().get(1)).path("data").toString()).isEqualTo("{\"site\":\"demo\"}");
        }
    }

    @Test
    void idleWebhookIsOnlyReadEveryHalfMinute() {
        add("https://hooks.example", "comment.submitted", "comment.approved", "comment.reported", "queue.overdue");
        approved("gazette", Sample.submission());
        WebhookDispatcher dispatcher = bean(WebhookDispatcher.class);
        dispatcher.poll();
        String before = row();

        dispatcher.poll();
        assertThat(row()).isEqualTo(before);

        bean(MutableClock.class).advance(Duration.ofSeconds(30));
        dispatcher.poll();
        assertThat(row()).isNotEqualTo(before);
    }

    @Test
    void unreadableSecretIsLoggedOnceAndKeepsItsEvents() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(UnreadableSecrets.class);
        logger.addAppender(log);
        try (StubServer receiver = new StubServer(status(200))) {
            String path = PATH + "/" + add(receiver.url("/")).path("id").asText();
            Postgres.execute("UPDATE webhook SET secret_sealed = '\\x00'");
            post(path + "/test", "", "Authorization", admin());
            sendUntil(() -> log.list.size() == 1);
            assertThat(getManagement("/prometheus").body()).contains("mizan_webhook_unreadable 1.0");
            for (int i = 0; i < 3; i++) {
                bean(WebhookDispatcher.class).poll();
                waitForThreads();
            }
            assertThat(log.list).hasSize(1);
            assertThat(webhook().path("pending").asInt()).isOne();

            post(path + "/secret", "", "Authorization", admin());

            sendUntil(() -> webhook().path("pending").asInt() == 0);
            // The previous secret, which cannot be read, signs nothing.
            assertThat(receiver.received().getFirst().header("webhook-signature"))
                    .doesNotContain(" ");
            assertThat(getManagement("/prometheus").body()).contains("mizan_webhook_unreadable 0.0");
        } finally {
            logger.detachAppender(log);
        }
    }

    /** The version of the webhook's row, which each reading changes. */
    private static String row() {
        return Postgres.value("SELECT CAST(xmin AS text) || read_at FROM webhook");
    }

    private static String result() {
        String id = webhook().path("id").asText();
        return get(PATH + "/" + id + "/deliveries", "Authorization", admin())
                .json()
                .path("deliveries")
                .path(0)
                .path("result")
                .asText();
    }

    private static String signature(String secret, Received request) {
        try {
            return new Webhook(secret)
                    .sign(
                            request.header("webhook-id"),
                            Long.parseLong(request.header("webhook-timestamp")),
                            new String(request.body().getBytes(UTF_8), UTF_8));
        } catch (WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }
}
