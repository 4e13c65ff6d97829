package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import mizan.testing.TcpProxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service is killed while it sends mails. The SMTP server keeps what it got. */
@Tag("faults")
class MailFaultsTest extends FaultTest {

    private static final int ROUNDS = 10;
    private static final int MAILS = 30;

    private final List<String> addresses = new ArrayList<>();

    @Test
    void killedServiceSendsEachMail() throws IOException, MessagingException {
        GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        opened(smtp::stop);
        // A slow server, so that the process is killed while it sends a mail.
        TcpProxy link = startProxy(smtp.getSmtp().getPort());
        link.delayResponses(Duration.ofMillis(5), Duration.ofMillis(40));
        ServiceProcess service = startService(Map.of(
                "MIZAN_MAIL_HOST", "localhost",
                "MIZAN_MAIL_PORT", Integer.toString(link.port()),
                "MIZAN_MAIL_TLS", "none",
                "MIZAN_MAIL_FROM", "comments@gazette.example.org",
                "MIZAN_MAIL_CONFIRMATIONS_PER_HOUR", "1000",
                "MIZAN_JOB_POLL_INTERVAL", "1s"));

        for (int i = 0; i < ROUNDS; i++) {
            int sent = smtp.getReceivedMessages().length;
            submit(service);
            startJob();
            int untilKilled = ThreadLocalRandom.current().nextInt(1, MAILS);
            await("%d mails".formatted(untilKilled))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> smtp.getReceivedMessages().length >= sent + untilKilled);
            service.kill();
            service.restart();
        }
        startJob();
        database().execute("UPDATE mail SET due_at = now() WHERE state = 'WAITING'");
        await("all mails to be sent")
                .atMost(Duration.ofMinutes(2))
                .until(() -> database()
                        .value("SELECT count(*) FROM mail WHERE state = 'SENT'")
                        .equals(Integer.toString(addresses.size())));

        Map<String, List<String>> received = received(smtp);
        long lost = addresses.stream()
                .filter(address -> !received.containsKey(address))
                .count();
        long repeated = received.values().stream().filter(ids -> ids.size() > 1).count();
        print("kill -9 while mails are sent, %d rounds: %d mails, %d lost, %d repeated with their Message-ID"
                .formatted(ROUNDS, addresses.size(), lost, repeated));
        assertThat(lost).isZero();
        assertThat(received).hasSize(addresses.size());
        // Between the server's response and the commit that notes it, one mail is in doubt.
        assertThat(repeated).isLessThanOrEqualTo(ROUNDS);
        assertThat(received.values()).allSatisfy(ids -> {
            assertThat(ids).hasSizeLessThanOrEqualTo(2);
            assertThat(ids.stream().distinct()).hasSize(1);
        });
    }

    /** Submits comments of authors who have not confirmed their addresses yet: each is asked by mail. */
    private void submit(ServiceProcess service) {
        for (int i = 0; i < MAILS; i++) {
            String address = "reader-" + addresses.size() + "@example.org";
            Load.send(
                    service.uri().resolve("/api/v1/sites/gazette/comments"), "", """
                        {"name":"Layla","email":"%s","body":"text for %s","article":"a","notify":true}\
                        """.formatted(address, address), 202);
            addresses.add(address);
        }
    }

    /** Lets the job run now: its next run is minutes away, and a killed one is taken over after minutes. */
    private void startJob() {
        await("the job to be scheduled").until(() -> database().value("""
                WITH started AS (
                    UPDATE scheduled_task
                       SET execution_time = now(), picked = false, picked_by = NULL, last_heartbeat = NULL, version = version + 1
                     WHERE task_name = 'mail'
                    RETURNING 1
                )
                SELECT count(*)
                  FROM started
                """).equals("1"));
    }

    /** The Message-IDs of the mails to each address. */
    private static Map<String, List<String>> received(GreenMail smtp) throws MessagingException {
        Map<String, List<String>> received = new TreeMap<>();
        for (MimeMessage mail : smtp.getReceivedMessages()) {
            String address = mail.getRecipients(Message.RecipientType.TO)[0].toString();
            received.computeIfAbsent(address, _ -> new ArrayList<>()).add(mail.getMessageID());
        }
        return received;
    }
}
