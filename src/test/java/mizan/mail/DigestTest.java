package mizan.mail;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import mizan.email.EmailAddress;
import mizan.mail.recipient.ModeratorAddresses;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-mails to moderators about overdue queues. */
class DigestTest extends MailReplicaTest {

    private static final Duration OVERDUE = Duration.ofHours(5);

    @Test
    void moderatorIsToldOfTheOverdueQueuesOfTheirSites() {
        subscribe("ada", "MODERATOR", "herald", Locale.ENGLISH);
        submitted(Sample.submission());
        approved("herald", Sample.submission());
        post("/api/v1/sites/herald/comments", Sample.submission("name", "<b>Evil</b>"));
        deliver();
        assertThat(mails()).as("nothing is overdue").hasSize(1);
        advance(OVERDUE);
        deliver();
        deliver();

        assertThat(mails()).hasSize(2);
        MimeMessage digest = mails().getLast();
        assertThat(subject(digest)).isEqualTo("Comments are waiting for a decision");
        assertThat(text(digest))
                .contains("herald: 1 pending, the oldest for 5 hr", ORIGIN + "/console?site=herald")
                .doesNotContain("demo", "Evil");
        assertThat(header(digest, "List-Unsubscribe")).contains(link(digest, "unsubscription"));
    }

    @Test
    void moderatorIsToldAgainAfterTheIntervalWhileTheQueueIsOverdue() {
        subscribe("ada", "ADMIN", "", Locale.of("ar"));
        String id = submitted(Sample.submission());
        advance(OVERDUE);
        deliver();
        advance(Duration.ofHours(7));
        deliver();
        assertThat(mails()).hasSize(2);
        assertThat(html(mails().getLast())).contains("<html lang=\"ar\" dir=\"rtl\">");

        advance(Duration.ofHours(1));
        deliver();
        assertThat(mails()).hasSize(3);

        decide(id, "approve", Map.of("version", 0), admin());
        advance(Duration.ofHours(9));
        deliver();
        assertThat(mails()).hasSize(3);
    }

    @Test
    void disabledAccountAndUnconfirmedAddressGetNone() {
        subscribe("ada", "ADMIN", "", Locale.ENGLISH);
        Postgres.execute("UPDATE moderator SET disabled_at = now() WHERE name = 'ada'");
        moderator("eve", "ADMIN", "");
        mailBean(ModeratorAddresses.class).set("eve", address("eve@example.org"), Locale.ENGLISH);
        submitted(Sample.submission());
        advance(OVERDUE);
        deliver();

        assertThat(mails()).as("the two that ask for a confirmation").hasSize(2);
    }

    @Test
    void quietHoursAreKept() {
        subscribe("ada", "ADMIN", "", Locale.ENGLISH);
        submitted(Sample.submission());
        advance(OVERDUE);
        LocalTime now = LocalTime.ofInstant(bean(MutableClock.class).instant(), ZoneOffset.UTC)
                .withSecond(0)
                .withNano(0);
        String quiet = now.minusHours(1) + "-" + now.plusHours(1);
        Map<String, Object> settings = Map.of(
                "mizan.mail.host",
                "127.0.0.1",
                "mizan.mail.port",
                smtpPort(),
                "mizan.mail.digest.quiet-hours",
                quiet,
                "mizan.sites.gazette.time-zone",
                "UTC");
        try (EmbeddedServer other = mailReplica(settings)) {
            deliver(other);
            assertThat(mails()).hasSize(1);
            advance(Duration.ofHours(2));
            deliver(other);
        }

        assertThat(mails()).hasSize(2);
    }

    @Test
    void moderatorsHaveQuietHoursOfTheirOwn() {
        subscribe("ada", "ADMIN", "", Locale.ENGLISH);
        String token = moderator("ada", "ADMIN", "");
        submitted(Sample.submission());
        advance(OVERDUE);
        LocalTime now = LocalTime.ofInstant(bean(MutableClock.class).instant(), ZoneOffset.UTC);
        String from = "%tR".formatted(now.minusHours(1));
        String to = "%tR".formatted(now.plusHours(1));

        assertThat(saveHours(from, to, token).status()).isEqualTo(303);
        assertThat(consolePage(token).body())
                .contains("value=\"" + from + "\"", "value=\"" + to + "\"", "Time zone: <bdi dir=\"ltr\">UTC</bdi>");
        deliver();
        assertThat(mails()).hasSize(1);

        assertThat(save("email=new%40example.org", token).status()).isEqualTo(303);
        assertThat(mailBean(ModeratorAddresses.class).find("ada").orElseThrow().quietHours())
                .as("of the account, not of the address")
                .isEqualTo(from + "-" + to);
        deliver();
        confirm();
        deliver();
        assertThat(mails()).as("a second confirmation").hasSize(2);

        assertThat(saveHours("", "", token).status()).isEqualTo(303);
        deliver();
        assertThat(mails()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"22:00, ''", "'', 07:00", "07:00, 07:00", "25:00, 07:00", "22:00, '07:00,08:00-09:00'", "<b>, 07:00"})
    void invalidQuietHoursComeBack(String from, String to) {
        subscribe("ada", "ADMIN", "", Locale.ENGLISH);
        String token = moderator("ada", "ADMIN", "");

        Answer refused = saveHours(from, to, token);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Enter both times", "value=\"" + from.replace("<", "&lt;") + "\"")
                .contains("aria-describedby=\"hours-hint hours-error\" aria-invalid=\"true\"")
                .doesNotContain("<b>");
        assertThat(mailBean(ModeratorAddresses.class).find("ada").orElseThrow().quietHours())
                .isNull();
    }

    @Test
    void accountsCannotMailAnAddressTwiceADay() {
        moderator("ada", "ADMIN", "");
        ModeratorAddresses addresses = mailBean(ModeratorAddresses.class);
        for (int i = 0; i < 5; i++) {
            addresses.set("ada", address("victim@example.org"), Locale.ENGLISH);
            deliver();
            addresses.remove("ada");
            addresses.set("ada", address("other@example.org"), Locale.ENGLISH);
            deliver();
        }

        assertThat(mails()).hasSize(2);
    }

    @Test
    void confirmationByTheSamePersonAsAuthorDoesNotCount() {
        submitted("demo", Sample.submission());
        deliver();
        confirm();
        moderator("ada", "ADMIN", "");
        mailBean(ModeratorAddresses.class).set("ada", address("layla@example.org"), Locale.ENGLISH);

        assertThat(mailBean(ModeratorAddresses.class).find("ada").orElseThrow().isConfirmed())
                .isFalse();
    }

    @Test
    void consolePageSetsAndRemovesTheAddress() {
        String token = moderator("ada", "MODERATOR", "herald");
        Answer page = consolePage(token);
        assertThat(page.status()).isEqualTo(200);
        assertThat(get("/console/digest", "Authorization", token, "Accept", "text/html")
                        .status())
                .as("a replica without mail")
                .isEqualTo(404);

        assertThat(save("email=ada%40example.org", token).status()).isEqualTo(303);
        Answer saved = consolePage(token);
        assertThat(saved.body()).contains("a•••@e•••.org", "Not confirmed yet").doesNotContain("ada@example.org");
        assertThat(save("email=nobody", token).status()).isEqualTo(422);
        deliver();
        confirm();
        assertThat(consolePage(token).body()).contains("Confirmed:");
        assertThat(save("email=&remove=true", token).status()).isEqualTo(303);
        assertThat(consolePage(token).body()).doesNotContain("a•••@e•••.org");
    }

    private static Answer consolePage(String token) {
        return request(
                "GET", "/console/digest", "", "Authorization", token, "Accept", "text/html", "Accept-Language", "en");
    }

    private static Answer save(String form, String token) {
        return request(
                "POST",
                "/console/digest",
                form,
                "Authorization",
                token,
                "Content-Type",
                FORM,
                "Accept",
                "text/html",
                "Accept-Language",
                "en",
                "Origin",
                ORIGIN);
    }

    private static Answer saveHours(String from, String to, String token) {
        return save("quiet=true&from=%s&to=%s".formatted(encode(from, UTF_8), encode(to, UTF_8)), token);
    }

    private static void subscribe(String name, String roles, String sites, Locale language) {
        moderator(name, roles, sites);
        mailBean(ModeratorAddresses.class).set(name, address(name + "@example.org"), language);
        deliver();
        confirm();
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}
