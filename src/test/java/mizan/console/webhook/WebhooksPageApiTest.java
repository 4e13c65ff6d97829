package mizan.console.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of webhooks, without script. */
class WebhooksPageApiTest extends ConsoleApiTest {

    private static final String PAGE = "/console/webhooks";
    private static final String URL = "https://hooks.example/services/token";

    @Test
    void secretOfANewWebhookIsShownOnce() {
        assertThat(getPage("grace", PAGE).body()).contains("There are no webhooks.");

        Answer added = add();

        assertThat(added.status()).isEqualTo(200);
        String secret = secret(added);
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(getPage("grace", PAGE).body())
                .contains(URL, "Comment approved", "Pending: 0")
                .doesNotContain(secret, "Comment rejected");
        assertThat(getPage("grace", path()).body()).contains(URL, "grace").doesNotContain(secret, "secret-shown");
        assertThat(Postgres.query("SELECT moderator, action FROM audit_entry WHERE action LIKE 'WEBHOOK%'"))
                .containsExactly(List.of("grace", "WEBHOOK_ADDED"));
        assertThat(getPage("grace", "/console/audit").body())
                .contains("added a webhook", "https://hooks.example")
                .doesNotContain(URL);
    }

    @ParameterizedTest
    @CsvSource({
        "demo, http://hooks.example, event-COMMENT_APPROVED, url-error",
        "demo, '', event-COMMENT_APPROVED, url-error",
        "demo, https://hooks.example, event-TEST, events-error",
        "nowhere, https://hooks.example, event-COMMENT_APPROVED, site-error"
    })
    void invalidFormKeepsItsInput(String site, String url, String event, String error) {
        Answer answer = postForm("grace", PAGE + "/new", form("site", site, "url", url, event, "on"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"" + error + "\"", "value=\"" + url + "\"");
        assertThat(Postgres.value("SELECT count(*) FROM webhook")).isEqualTo("0");
    }

    @Test
    void newSecretIsShownOnce() {
        String first = secret(add());

        Answer rotated = postForm("grace", path() + "/secret", Map.of());

        assertThat(secret(rotated)).startsWith("whsec_").isNotEqualTo(first);
        assertThat(rotated.body()).contains("name=\"next\" value=\"" + path() + "\"");
        assertThat(getPage("grace", path()).body()).doesNotContain("whsec_");
        assertThat(Postgres.query("SELECT action FROM audit_entry WHERE action LIKE 'WEBHOOK%' ORDER BY id"))
                .containsExactly(List.of("WEBHOOK_ADDED"), List.of("WEBHOOK_SECRET_ROTATED"));
    }

    @Test
    void deliveriesAreListedAndParkedOnesAreSentAgain() {
        add();
        String comment = submitted(Sample.submission());
        deliver("COMMENT_APPROVED", "'" + comment + "'", "PARKED", "status-503");
        deliver("COMMENT_REJECTED", "'" + UUID.randomUUID() + "'", "PENDING", "timed-out");
        deliver("TEST", "NULL", "DELIVERED", "status-204");
        assertThat(getPage("grace", path()).body())
                .contains(
                        "Parked",
                        "Status 503",
                        commentPath(comment),
                        "Timed out",
                        "Next attempt:",
                        "Delivered",
                        "Status 204",
                        "Send parked events again (1)");

        assertThat(location(postForm("grace", path() + "/redeliver", Map.of())))
                .isEqualTo("303 " + path() + "?done=redelivered");

        assertThat(Postgres.value("SELECT count(*) FROM webhook_delivery WHERE state = 'PENDING'"))
                .isEqualTo("2");
        assertThat(getPage("grace", path() + "?done=redelivered").body())
                .contains("The parked events will be sent again.")
                .doesNotContain("Send parked events again");
        assertThat(getPage("grace", "/console/audit").body())
                .contains("sent parked events of a webhook again", "Events: ");
    }

    @Test
    void testEventIsQueued() {
        add();

        assertThat(location(postForm("grace", path() + "/test", Map.of()))).isEqualTo("303 " + path() + "?done=tested");

        assertThat(Postgres.value("SELECT event FROM webhook_delivery")).isEqualTo("TEST");
        assertThat(getPage("grace", path()).body()).contains("Pending");
    }

    @Test
    void webhookIsDeletedAfterAConfirmation() {
        add();
        String path = path();
        assertThat(getPage("grace", path + "/delete").body()).contains("Delete this webhook?", URL);
        assertThat(Postgres.value("SELECT count(*) FROM webhook")).isEqualTo("1");

        assertThat(location(postForm("grace", path + "/delete", Map.of()))).isEqualTo("303 " + PAGE + "?done=deleted");

        assertThat(Postgres.value("SELECT count(*) FROM webhook")).isEqualTo("0");
        Stream.of("", "/delete")
                .forEach(page ->
                        assertThat(getPage("grace", path + page).status()).isEqualTo(404));
        Stream.of("/secret", "/test", "/redeliver")
                .forEach(action -> assertThat(
                                postForm("grace", path + action, Map.of()).status())
                        .isEqualTo(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "olga"})
    void onlyAdministratorsManageWebhooks(String name) {
        add();
        String path = path();

        Stream.of(PAGE, PAGE + "/new", path, path + "/delete")
                .forEach(page ->
                        assertThat(getPage(name, page).status()).as(page).isEqualTo(403));
        Stream.of(PAGE + "/new", path + "/secret", path + "/test", path + "/redeliver", path + "/delete")
                .forEach(action -> {
                    assertThat(postForm(name, action, form("site", "demo")).status())
                            .as(action)
                            .isEqualTo(403);
                    assertThat(postForm("grace", action, form("site", "demo"), "https://evil.example")
                                    .status())
                            .as(action)
                            .isEqualTo(403);
                });
        assertThat(getPage(name, "/console/password").body()).doesNotContain(PAGE);
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action LIKE 'WEBHOOK%'"))
                .isEqualTo("1");
    }

    /** Adds a webhook for approved comments of the site demo. */
    private static Answer add() {
        return postForm(
                "grace", PAGE + "/new", form("site", "demo", "url", " " + URL + " ", "event-COMMENT_APPROVED", "on"));
    }

    private static String path() {
        return PAGE + "/" + Postgres.value("SELECT id FROM webhook");
    }

    private static String secret(Answer page) {
        return page.body().replaceAll("(?s).*id=\"secret-shown\"[^>]*>([^<]+)<.*", "$1");
    }

    static void deliver(String event, String comment, String state, String result) {
        Postgres.execute("""
                INSERT INTO webhook_delivery (webhook_id, event, comment_id, article, version, occurred_at, state, attempts,
                                              next_attempt_at, give_up_at, result, ended_at)
                SELECT id, '%s', %s, 'market-scales', 1, now(), '%s', 1, now() + interval '1 hour', now(), '%s',
                       CASE WHEN '%3$s' <> 'PENDING' THEN now() END
                  FROM webhook
                """.formatted(event, comment, state, result));
    }
}
