package mizan.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerKeysApiTest extends ServiceTest {

    private static final String PATH = "/api/v1/scorer-keys";

    @Test
    void keyIsShownOnceAndOnlyItsHashIsStored() {
        Answer created = post(PATH, Map.of("name", "The old blog", "site", "demo"), "Authorization", admin());

        assertThat(created.status()).isEqualTo(201);
        String key = created.json().path("key").asText();
        assertThat(key).matches("mizan_[A-Za-z0-9_-]{43}");
        Answer list = get(PATH, "Authorization", admin());
        assertThat(list.body())
                .contains("The old blog", "\"createdBy\":\"grace\"")
                .doesNotContain(key);
        assertThat(Postgres.query("SELECT * FROM scorer_key").toString()).doesNotContain(key);
        assertThat(Postgres.value("SELECT key_hash = sha256('" + key + "') FROM scorer_key"))
                .isEqualTo("t");
        assertThat(Postgres.query("SELECT moderator, action FROM audit_entry WHERE action LIKE 'SCORER%'"))
                .containsExactly(List.of("grace", "SCORER_KEY_ADDED"));
    }

    @Test
    void revokedKeyIsRefusedAtOnce() {
        Answer created = post(PATH, Map.of("name", "blog", "site", "demo"), "Authorization", admin());
        String key = created.json().path("key").asText();
        String path = PATH + "/" + created.json().path("id").asText();
        assertThat(bean(ScorerKeys.class).find(key)).isPresent();

        assertThat(send("DELETE", path, "", "Authorization", admin()).status()).isEqualTo(204);

        assertThat(bean(ScorerKeys.class).find(key)).isEmpty();
        assertThat(send("DELETE", path, "", "Authorization", admin()).status()).isEqualTo(404);
        assertThat(get(PATH, "Authorization", admin())
                        .json()
                        .path("keys")
                        .path(0)
                        .path("revokedAt")
                        .isNull())
                .isFalse();
        assertThat(Postgres.query("SELECT action FROM audit_entry WHERE action LIKE 'SCORER%' ORDER BY id"))
                .containsExactly(List.of("SCORER_KEY_ADDED"), List.of("SCORER_KEY_REVOKED"));
    }

    @ParameterizedTest
    @CsvSource({"MODERATOR,demo", "PRIVACY,''"})
    void onlyAdministratorsManageKeys(String role, String sites) {
        String token = moderator("ada", role, sites);

        assertThat(get(PATH, "Authorization", token).status()).isEqualTo(403);
        assertThat(post(PATH, Map.of("name", "blog", "site", "demo"), "Authorization", token)
                        .status())
                .isEqualTo(403);
        assertThat(send("DELETE", PATH + "/01890000-0000-7000-8000-000000000000", "", "Authorization", token)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void invalidKeysAreRefused() {
        Answer answer = post(PATH, Map.of("name", "a\nb", "site", "nowhere"), "Authorization", admin());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors")).hasSize(2);
        assertThat(post(PATH, Map.of(), "Authorization", admin()).json().path("errors"))
                .hasSize(2);
    }
}
