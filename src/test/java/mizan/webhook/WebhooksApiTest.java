package mizan.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import mizan.email.SealedValues;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksApiTest extends WebhookTest {

    private static final String URL = "https://hooks.example/services/token";

    @Test
    void secretIsShownOnceAndStoredSealed() {
        JsonNode created = add(URL, "comment.approved");

        String secret = created.path("secret").asText();
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(get(PATH, "Authorization", admin()).body())
                .contains(URL, "\"events\":[\"comment.approved\"]", "\"createdBy\":\"grace\"")
                .doesNotContain(secret);
        assertThat(Postgres.query("SELECT * FROM webhook").toString()).doesNotContain(secret);
        assertThat(Postgres.query("SELECT moderator, action, detail FROM audit_entry WHERE action LIKE 'WEBHOOK%'"))
                .containsExactly(
                        List.of("grace", "WEBHOOK_ADDED", created.path("id").asText() + " demo https://hooks.example"));
    }

    @Test
    void deletedWebhookIsGoneWithItsDeliveries() {
        String path = PATH + "/" + add(URL).path("id").asText();
        assertThat(post(path + "/test", "", "Authorization", admin()).status()).isEqualTo(204);

        assertThat(send("DELETE", path, "", "Authorization", admin()).status()).isEqualTo(204);

        assertThat(Postgres.value("SELECT count(*) FROM webhook_delivery")).isEqualTo("0");
        assertThat(webhook().isMissingNode()).isTrue();
        assertThat(Postgres.query("SELECT action FROM audit_entry WHERE action LIKE 'WEBHOOK%' ORDER BY id"))
                .containsExactly(List.of("WEBHOOK_ADDED"), List.of("WEBHOOK_DELETED"));
        Stream.of("/redeliver", "/secret", "/test")
                .forEach(action -> assertThat(post(path + action, "", "Authorization", admin())
                                .status())
                        .isEqualTo(404));
        assertThat(get(path + "/deliveries", "Authorization", admin()).status()).isEqualTo(404);
        assertThat(send("DELETE", path, "", "Authorization", admin()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"MODERATOR,demo", "PRIVACY,''"})
    void onlyAdministratorsManageWebhooks(String role, String sites) {
        String path = PATH + "/" + add(URL).path("id").asText();
        String token = moderator("ada", role, sites);

        assertThat(get(PATH, "Authorization", token).status()).isEqualTo(403);
        assertThat(get(path + "/deliveries", "Authorization", token).status()).isEqualTo(403);
        assertThat(post(PATH, Map.of("site", "demo", "url", URL), "Authorization", token)
                        .status())
                .isEqualTo(403);
        Stream.of("/redeliver", "/secret", "/test")
                .forEach(action -> assertThat(
                                post(path + action, "", "Authorization", token).status())
                        .isEqualTo(403));
        assertThat(send("DELETE", path, "", "Authorization", token).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"http://hooks.example/", "https://a:b@hooks.example/", "hooks.example", "file:///etc/passwd"})
    void invalidWebhookIsRefused(String url) {
        Answer answer = post(
                PATH,
                Map.of("site", "nowhere", "url", url, "events", List.of("comment.read")),
                "Authorization",
                admin());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors")).hasSize(3);
        assertThat(answer.body()).doesNotContain(url);
        assertThat(post(PATH, Map.of(), "Authorization", admin()).json().path("errors"))
                .hasSize(2);
    }

    @Test
    void secretsAreResealedWithTheAddresses() {
        JsonNode created = add(URL);
        post(PATH + "/" + created.path("id").asText() + "/secret", "", "Authorization", admin());
        String before = Postgres.value("SELECT secret_sealed || previous_secret_sealed FROM webhook");
        SealedValues secrets = bean(WebhookSecrets.class);
        assertThat(secrets.sealedValues()).hasSize(2);

        assertThat(secrets.reseal()).isOne();

        assertThat(Postgres.value("SELECT secret_sealed || previous_secret_sealed FROM webhook"))
                .isNotEqualTo(before);
        assertThat(bean(WebhookSender.class)
                        .target(UUID.fromString(created.path("id").asText()))
                        .orElseThrow()
                        .secrets())
                .hasSize(2)
                .contains(created.path("secret").asText());
    }
}
