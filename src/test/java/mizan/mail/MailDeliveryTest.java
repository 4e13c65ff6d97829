package mizan.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Delivery while the SMTP server is down, slow or refuses, and after a crash. */
class MailDeliveryTest extends MailReplicaTest {

    private static final String STATES = "SELECT kind, state, attempts FROM mail ORDER BY created_at";

    @Test
    void mailWaitsWhileTheServerIsDown() throws IOException {
        submitted("demo", Sample.submission());
        submitted("demo", Sample.submission("email", "omar@example.org"));
        try (EmbeddedServer other =
                mailReplica(Map.of("mizan.mail.host", "127.0.0.1", "mizan.mail.port", closedPort()))) {
            deliver(other);
        }
        assertThat(Postgres.query(STATES))
                .as("the second mail is not tried after the first one has failed")
                .containsExactlyInAnyOrder(
                        List.of("CONFIRMATION", "WAITING", "1"), List.of("CONFIRMATION", "WAITING", "0"));

        deliver();
        assertThat(mails()).hasSize(1);
        advance(Duration.ofMinutes(1));
        deliver();

        assertThat(mails()).hasSize(2);
    }

    @Test
    void serverThatDoesNotAnswerIsGivenUp() throws IOException {
        submitted("demo", Sample.submission());
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                EmbeddedServer other = mailReplica(Map.of(
                        "mizan.mail.host",
                        "127.0.0.1",
                        "mizan.mail.port",
                        silent.getLocalPort(),
                        "mizan.mail.timeout",
                        "200ms"))) {
            deliver(other);
        }

        assertThat(Postgres.query(STATES)).containsExactly(List.of("CONFIRMATION", "WAITING", "1"));
    }

    @Test
    void nothingIsSentWithoutEncryptionUnlessItIsAllowed() {
        submitted("demo", Sample.submission());
        try (EmbeddedServer strict = replica(Map.of(
                "mizan.public-origin",
                ORIGIN,
                "mizan.mail.host",
                "127.0.0.1",
                "mizan.mail.port",
                smtpPort(),
                "mizan.mail.from",
                "comments@news.example"))) {
            deliver(strict);
        }

        assertThat(mails()).isEmpty();
        assertThat(Postgres.query(STATES)).containsExactly(List.of("CONFIRMATION", "WAITING", "1"));
    }

    @Test
    void refusedRecipientIsParkedAndOthersGetTheirMail() throws Exception {
        submitted("demo", Sample.submission("email", "refused@example.org"));
        submitted("demo", Sample.submission("email", "later@example.org"));
        submitted("demo", Sample.submission("email", "layla@example.org"));
        try (RefusingSmtpServer server =
                        new RefusingSmtpServer(Map.of("refused@example.org", 550, "later@example.org", 450));
                EmbeddedServer other =
                        mailReplica(Map.of("mizan.mail.host", "127.0.0.1", "mizan.mail.port", server.port()))) {
            deliver(other);

            assertThat(server.recipients()).containsExactly("layla@example.org");
        }

        assertThat(Postgres.query("SELECT state, attempts FROM mail ORDER BY state"))
                .containsExactly(List.of("PARKED", "1"), List.of("SENT", "1"), List.of("WAITING", "1"));
    }

    @Test
    void mailIsParkedAfterThreeDays() throws IOException {
        submitted("demo", Sample.submission());
        try (EmbeddedServer other =
                mailReplica(Map.of("mizan.mail.host", "127.0.0.1", "mizan.mail.port", closedPort()))) {
            Instant end = bean(MutableClock.class).instant().plus(MailDelivery.PATIENCE);
            while (bean(MutableClock.class).instant().isBefore(end)) {
                deliver(other);
                advance(Duration.ofHours(1));
            }
            assertThat(Postgres.value("SELECT state FROM mail")).isEqualTo("WAITING");
            advance(Duration.ofHours(1));
            deliver(other);
        }

        assertThat(Postgres.value("SELECT state FROM mail")).isEqualTo("PARKED");
    }

    @Test
    void mailOfAKilledProcessIsSentAfterItsLease() throws Exception {
        submitted("demo", Sample.submission());
        mailBean(MailPlan.class).run();
        Instant now = bean(MutableClock.class).instant();
        MailRow taken = mailBean(MailQueueRepository.class)
                .take(now, now.plus(MailDelivery.LEASE))
                .getFirst();
        deliver();
        assertThat(mails()).as("another replica may still be sending it").isEmpty();

        advance(MailDelivery.LEASE);
        deliver();

        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().getMessageID()).isEqualTo("<" + taken.id() + "@news.example>");
    }

    @Test
    void repeatedAttemptHasTheSameMessageId() throws Exception {
        submitted("demo", Sample.submission());
        deliver();
        // As after a crash between the server's response and the commit.
        Postgres.execute("UPDATE mail SET state = 'WAITING', ended_at = NULL, due_at = created_at");
        deliver();

        assertThat(mails()).hasSize(2);
        Set<String> ids =
                mails().stream().map(mail -> header(mail, "Message-ID")).collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
    }

    @Test
    void concurrentRunsSendEachMailOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            submitted("demo", Sample.submission("email", "reader" + i + "@example.org"));
        }
        List<Thread> runs = List.of(
                Thread.ofVirtual().start(MailReplicaTest::deliver),
                Thread.ofVirtual().start(MailReplicaTest::deliver),
                Thread.ofVirtual().start(MailReplicaTest::deliver));
        for (Thread run : runs) {
            run.join();
        }
        deliver();

        assertThat(mails()).hasSize(40);
        assertThat(Postgres.query("SELECT DISTINCT state, attempts FROM mail")).containsExactly(List.of("SENT", "1"));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
