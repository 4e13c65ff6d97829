package mizan.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.comment.key.KeyUsages;
import mizan.email.EmailVault;
import mizan.mail.recipient.Recipients;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails to authors: confirmation of the address, decisions, and unsubscribing. */
class AuthorMailApiTest extends MailReplicaTest {

    private static final String UNTOLD = "SELECT count(*) FROM mail WHERE state <> 'SENT'";

    @Test
    void confirmedAuthorIsToldOfTheDecisionOnce() throws Exception {
        String id = submitted("herald", Sample.submission("articleUrl", "https://herald.example/scales"));
        deliver();
        assertThat(mails()).hasSize(1);
        MimeMessage asking = mails().getFirst();
        assertThat(subject(asking)).isEqualTo("Confirm your e-mail address for herald");
        assertThat(asking.getAllRecipients()).extracting(Object::toString).containsExactly("layla@example.org");
        assertThat(header(asking, "From")).isEqualTo("herald <comments@news.example>");
        confirm();

        decide(id, "approve", Map.of("version", 0), admin());
        deliver();
        assertThat(mails()).as("a decision that can be undone").hasSize(1);
        advance(MailPlan.UNDO);
        deliver();
        deliver();

        assertThat(mails()).hasSize(2);
        MimeMessage told = mails().getLast();
        assertThat(subject(told)).isEqualTo("Your comment on herald was published");
        assertThat(text(told)).contains("https://herald.example/scales#comment-" + id);
        assertThat(html(told)).contains("https://herald.example/scales#comment-" + id);
        assertThat(Postgres.value(UNTOLD)).isEqualTo("0");
        assertThat(Postgres.value("SELECT count(*) FROM notification_request")).isEqualTo("0");
    }

    @Test
    void unconfirmedAddressGetsNothingElse() {
        String id = submitted("demo", Sample.submission());
        deliver();
        decide(id, "approve", Map.of("version", 0), admin());
        advance(Duration.ofDays(2));
        deliver();

        assertThat(mails()).hasSize(1);
    }

    @Test
    void commentWithoutTheWishCausesNoMail() {
        approved(Sample.submission());
        Answer plain = request(
                "POST", "/api/v1/sites/demo/comments", json(Sample.submission("notify", false)), "Content-Type", JSON);
        assertThat(plain.status()).isEqualTo(202);
        advance(Duration.ofHours(1));
        deliver();

        assertThat(mails()).isEmpty();
    }

    @Test
    void addressThatIsNamedAThousandTimesIsAskedOnceADay() {
        for (int i = 0; i < 1_000; i++) {
            submitted(i % 2 == 0 ? "demo" : "herald", Sample.submission("email", "Victim@EXAMPLE.org"));
        }
        while (!Postgres.value("SELECT count(*) FROM notification_request WHERE recipient_id IS NULL")
                .equals("0")) {
            deliver();
        }
        advance(Duration.ofHours(23));
        submitted("gazette", Sample.submission("email", "victim@example.org"));
        deliver();
        assertThat(mails()).hasSize(1);

        advance(Duration.ofHours(1));
        submitted("demo", Sample.submission("email", "victim@example.org"));
        deliver();
        assertThat(mails()).hasSize(2);

        advance(Duration.ofHours(25));
        submitted("demo", Sample.submission("email", "victim@example.org"));
        deliver();
        assertThat(mails()).as("the pause doubles").hasSize(2);
    }

    @Test
    void getChangesNothing() {
        submitted("demo", Sample.submission());
        deliver();
        for (String name : List.of("confirmation", "unsubscription")) {
            Answer page = page(link(mails().getFirst(), name));

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("dir=\"rtl\"", "<form method=\"post\"");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.header("X-Robots-Tag")).contains("noindex");
        }

        assertThat(Postgres.value("SELECT state FROM mail_recipient")).isEqualTo("UNCONFIRMED");
    }

    @Test
    void mailProgramUnsubscribesWithOneClick() {
        String id = submitted("demo", Sample.submission());
        deliver();
        confirm();
        MimeMessage mail = mails().getFirst();
        assertThat(header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(header(mail, "List-Unsubscribe")).isEqualTo("<" + ORIGIN + link(mail, "unsubscription") + ">");
        Answer unsubscribed = request(
                "POST",
                link(mail, "unsubscription"),
                "List-Unsubscribe=One-Click",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(unsubscribed.status()).isEqualTo(200);

        decide(id, "approve", Map.of("version", 0), admin());
        advance(Duration.ofDays(3));
        submitted("herald", Sample.submission());
        deliver();

        assertThat(mails()).hasSize(1);
        assertThat(Postgres.value("SELECT state FROM mail_recipient")).isEqualTo("UNSUBSCRIBED");
    }

    @Test
    void unsubscribedPersonCanTakeItBack() {
        submitted("herald", Sample.submission());
        deliver();
        String unsubscription = link(mails().getFirst(), "unsubscription");
        Answer unsubscribed = request("POST", unsubscription, "", "Accept", "text/html");
        assertThat(unsubscribed.body()).contains("You get no more e-mails", "Receive e-mails again");
        confirm();

        String id = submitted("herald", Sample.submission());
        decide(id, "reject", Map.of("version", 0, "reason", "OFF_TOPIC"), admin());
        advance(MailPlan.UNDO);
        deliver();

        assertThat(subject(mails().getLast())).isEqualTo("Your comment on herald was not published");
        assertThat(text(mails().getLast())).contains("Reason: ", "https://herald.example/complaints");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "%27%20OR%201=1--",
                "..%2f..",
                "%00",
                "%0d%0aSet-Cookie:%20a=b"
            })
    void forgedTokenChangesNothing(String token) {
        submitted("demo", Sample.submission());
        deliver();

        for (String name : List.of("confirmation", "unsubscription")) {
            String path = "/mail/" + token + "/" + name;
            assertThat(page(path).status()).isIn(400, 404);
            Answer changed = request("POST", path, "");
            assertThat(changed.status()).isIn(400, 404);
            assertThat(changed.header("Content-Type")).isEqualTo("application/problem+json");
        }

        assertThat(Postgres.value("SELECT state FROM mail_recipient")).isEqualTo("UNCONFIRMED");
    }

    @Test
    void robotAndBlockedAuthorAreNotTold() {
        submitted("demo", Sample.submission());
        deliver();
        confirm();
        String blocked = submitted("demo", Sample.submission());
        decide(blocked, "approve", Map.of("version", 0), admin());
        post("/api/v1/moderation/blocks", Map.of("comment", blocked, "kind", "AUTHOR"), "Authorization", admin());
        submitted("demo", Sample.submission());
        submitted("demo", Sample.submission("website", "https://spam.example"));
        advance(Duration.ofHours(1));
        deliver();

        assertThat(mails())
                .as("the confirmation, and the comment before the block")
                .hasSize(2);
    }

    @Test
    void reopenedCommentIsToldAfterTheNextDecision() {
        String id = submitted("herald", Sample.submission());
        deliver();
        confirm();
        decide(id, "approve", Map.of("version", 0), admin());
        advance(MailPlan.UNDO);
        mailBean(MailPlan.class).run();
        decide(id, "reopen", Map.of("version", 1), admin());
        deliver();
        assertThat(mails()).hasSize(1);

        decide(id, "reject", Map.of("version", 2, "reason", "SPAM"), admin());
        advance(MailPlan.UNDO);
        deliver();

        assertThat(mails()).hasSize(2);
        assertThat(subject(mails().getLast())).isEqualTo("Your comment on herald was not published");
    }

    @Test
    void mailQuotesNothingThatReadersHaveWritten() {
        String marker = UUID.randomUUID().toString();
        Map<String, Object> hostile = Map.of(
                "name",
                marker + " <b>Buy</b> https://evil.example",
                "email",
                "layla@example.org",
                "body",
                marker + " https://evil.example",
                "article",
                marker,
                "articleTitle",
                marker,
                "articleUrl",
                "https://evil.example/" + marker);
        String id = submitted("herald", hostile);
        deliver();
        confirm();
        decide(id, "approve", Map.of("version", 0, "note", marker), admin());
        advance(MailPlan.UNDO);
        deliver();

        assertThat(mails()).hasSize(2).allSatisfy(mail -> {
            assertThat(text(mail) + html(mail) + subject(mail)).doesNotContain(marker, "evil.example");
            assertThat(html(mail)).doesNotContain("<img", "src=", "<script", "url(");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example\r\nBcc: c@d.example",
                "a@b.example%0aBcc:c@d.example",
                "\"a\r\nb\"@c.example",
                "a@b.example, c@d.example"
            })
    void addressWithHeadersIsRefused(String address) {
        Answer refused = request(
                "POST",
                "/api/v1/sites/demo/comments",
                json(Sample.with(Sample.submission("email", address), "notify", true)),
                "Content-Type",
                JSON);

        assertThat(refused.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"ar,rtl", "en,ltr", "fr,ltr", "fa,rtl", "ur,rtl", "tr,ltr", "he,rtl"})
    void mailIsInTheLanguageOfTheReader(String language, String direction) {
        submitted("demo", Sample.submission("email", language + "@example.org"), "Accept-Language", language);
        deliver();

        MimeMessage mail = mails().getFirst();
        assertThat(header(mail, "Content-Language")).isEqualTo(language);
        assertThat(html(mail)).contains("<html lang=\"" + language + "\" dir=\"" + direction + "\">");
        assertThat(page(link(mail, "confirmation")).body())
                .contains("<html lang=\"" + language + "\" dir=\"" + direction + "\">");
    }

    @Test
    void formWithoutScriptAsksForMails() {
        Answer form = page("/sites/herald/comments.html?article=scales");
        assertThat(form.body()).contains("name=\"notify\"", "E-mail me when a moderator has decided");
        assertThat(get("/sites/herald/comments.html?article=scales", "Accept", "text/html")
                        .body())
                .as("a replica without mail")
                .doesNotContain("name=\"notify\"");

        Answer sent = request(
                "POST",
                "/sites/herald/comments",
                "name=Layla&email=layla@example.org&body=Hello&article=scales&notify=on",
                "Content-Type",
                FORM);
        assertThat(sent.status()).isEqualTo(303);
        deliver();

        assertThat(mails()).hasSize(1);
    }

    @Test
    void invalidFormKeepsTheCheckbox() {
        Answer again = request(
                "POST",
                "/sites/herald/comments",
                "name=&email=layla@example.org&body=Hello&article=scales&notify=on",
                "Content-Type",
                FORM,
                "Accept",
                "text/html");

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).containsPattern("name=\"notify\"[^>]* checked");
    }

    @Test
    void withdrawalAndErasureLeaveNoMail() {
        submitted("demo", Sample.submission());
        deliver();
        confirm();
        String id = submitted("demo", Sample.submission());
        mailBean(MailPlan.class).run();
        decide(id, "approve", Map.of("version", 0), admin());
        advance(MailPlan.UNDO);
        mailBean(MailPlan.class).run();
        assertThat(Postgres.value(UNTOLD)).isEqualTo("1");

        Answer erased =
                post("/api/v1/privacy/erasures", Map.of("email", "layla@example.org"), "Authorization", admin());
        assertThat(erased.status()).isEqualTo(200);
        deliver();

        assertThat(mails()).hasSize(1);
        for (String table : List.of("mail", "mail_recipient", "notification_request")) {
            assertThat(Postgres.value("SELECT count(*) FROM " + table))
                    .as(table)
                    .isEqualTo("0");
        }
    }

    @Test
    void exportSaysWhatIsKnownAboutTheAddress() {
        submitted("demo", Sample.submission());
        deliver();
        confirm();

        Answer export = post("/api/v1/privacy/exports", Map.of("email", "layla@example.org"), "Authorization", admin());

        assertThat(export.each("mail", "state")).containsExactly("CONFIRMED");
        assertThat(export.each("mail", "notifications")).containsExactly("1");
    }

    @Test
    void recipientIsToldAfterTheKeysAreRotated() {
        String id = submitted("herald", Sample.submission());
        deliver();
        String before = Postgres.value("SELECT encode(address || token_sealed, 'hex') FROM mail_recipient");
        String key = mailBean(EmailVault.class).primarySealingKey();
        assertThat(mailBean(KeyUsages.class).countOthers(Set.of(key))).isEqualTo(1);
        mailBean(Recipients.class).reseal();
        assertThat(Postgres.value("SELECT encode(address || token_sealed, 'hex') FROM mail_recipient"))
                .isNotEqualTo(before);
        confirm();
        decide(id, "approve", Map.of("version", 0), admin());
        advance(MailPlan.UNDO);
        deliver();

        assertThat(mails()).hasSize(2);
        assertThat(link(mails().getLast(), "unsubscription")).isEqualTo(link(mails().getFirst(), "unsubscription"));
    }

    @Test
    void repeatedSubmissionIsToldOnce() {
        Map<String, Object> submission = Sample.submission();
        String id = submitted("herald", submission);
        deliver();
        confirm();
        decide(id, "approve", Map.of("version", 0), admin());
        advance(MailPlan.UNDO);
        deliver();
        assertThat(submitted("herald", submission))
                .as("the response is repeated")
                .isEqualTo(id);
        advance(Duration.ofHours(1));
        deliver();

        assertThat(mails()).hasSize(2);
    }
}
