package mizan.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.ServiceTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests with a replica that sends e-mails to a real SMTP server. Its jobs run only when a test runs them. */
abstract class MailReplicaTest extends ServiceTest {

    static final String ORIGIN = "https://comments.example";

    private static final Pattern LINK = Pattern.compile(ORIGIN + "(/mail/[\\w-]+/[a-z]+)");

    private static @Nullable GreenMail smtp;
    private static @Nullable EmbeddedServer replica;

    @BeforeAll
    static void startReplica() {
        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp().start();
        replica = mailReplica(Map.of("mizan.mail.host", "127.0.0.1", "mizan.mail.port", smtpPort()));
    }

    private static GreenMail smtp() {
        return Objects.requireNonNull(smtp);
    }

    private static EmbeddedServer server() {
        return Objects.requireNonNull(replica);
    }

    static int smtpPort() {
        return smtp().getSmtp().getPort();
    }

    @AfterAll
    static void stopReplica() {
        server().close();
        smtp().stop();
    }

    private Instant started = Instant.MIN;

    @BeforeEach
    void setClock() {
        started = bean(MutableClock.class).instant();
        advance(Duration.ZERO);
    }

    @AfterEach
    void deleteMails() throws Exception {
        smtp().purgeEmailFromAllMailboxes();
        advance(Duration.between(bean(MutableClock.class).instant(), started));
    }

    /** Another replica, with settings beside those that every one needs. */
    static EmbeddedServer mailReplica(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "mizan.public-origin", ORIGIN,
                "mizan.mail.tls", "none",
                "mizan.mail.timeout", "60s",
                "mizan.mail.from", "comments@news.example"));
        all.putAll(settings);
        return replica(all);
    }

    static <T> T mailBean(Class<T> type) {
        return server().getApplicationContext().getBean(type);
    }

    /** Runs the job, as the scheduler does. */
    static void deliver() {
        mailBean(MailDelivery.class).run();
    }

    /** Runs the job of another replica, at the time of this test. */
    static void deliver(EmbeddedServer other) {
        setClock(other);
        other.getApplicationContext().getBean(MailDelivery.class).run();
    }

    /** Advances the clocks of both services. */
    static void advance(Duration duration) {
        bean(MutableClock.class).advance(duration);
        setClock(server());
    }

    private static void setClock(EmbeddedServer server) {
        MutableClock clock = server.getApplicationContext().getBean(MutableClock.class);
        clock.advance(Duration.between(clock.instant(), bean(MutableClock.class).instant()));
    }

    /** The mails since the last test, in the order of their arrival. */
    static List<MimeMessage> mails() {
        return List.of(smtp().getReceivedMessages());
    }

    static Answer request(String method, String path, String body, String... headers) {
        return sendTo(server().getPort(), method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Answer page(String path) {
        return request("GET", path, "", "Accept", "text/html");
    }

    /** Submits a comment, with the wish for a mail. Returns its id. */
    static String submitted(String site, Map<String, Object> submission, String... headers) {
        advance(Duration.ofMillis(10));
        Map<String, Object> notified = new HashMap<>(submission);
        notified.put("notify", true);
        List<String> all = new ArrayList<>(List.of("Content-Type", JSON));
        all.addAll(List.of(headers));
        Answer answer =
                request("POST", "/api/v1/sites/" + site + "/comments", json(notified), all.toArray(String[]::new));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    /** Confirms the address of the last mail. */
    static void confirm() {
        Answer confirmed = request("POST", link(mails().getLast(), "confirmation"), "", "Accept", "text/html");
        assertThat(confirmed.status()).isEqualTo(200);
    }

    /** The path of a link of a mail. */
    static String link(MimeMessage mail, String page) {
        Matcher links = LINK.matcher(text(mail));
        while (links.find()) {
            if (links.group(1).endsWith("/" + page)) {
                return links.group(1);
            }
        }
        throw new AssertionError("No link to " + page);
    }

    static String text(MimeMessage mail) {
        return part(mail, 0);
    }

    static String html(MimeMessage mail) {
        return part(mail, 1);
    }

    static String header(MimeMessage mail, String name) {
        try {
            String[] values = mail.getHeader(name);
            assertThat(values).as(name).hasSize(1);
            return values[0];
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(MimeMessage mail, int number) {
        try {
            BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(number);
            return String.valueOf(part.getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
