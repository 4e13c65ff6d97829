package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

class ScorerKeysCommandTest extends CommandTest {

    @Test
    void keyIsCreatedListedAndRevoked() {
        assertThat(run(0, "scorer-keys", "add", "The old blog", "--site", "gazette"))
                .containsPattern("The key is mizan_[A-Za-z0-9_-]{43}   \\(shown this once\\)");
        String id = Postgres.value("SELECT id FROM scorer_key");
        assertThat(run(0, "scorer-keys", "list"))
                .contains(id, "gazette", "The old blog")
                .doesNotContain("mizan_");

        run(0, "scorer-keys", "revoke", id);

        assertThat(Postgres.value("SELECT revoked_at IS NOT NULL FROM scorer_key"))
                .isEqualTo("t");
        assertThat(run(1, "scorer-keys", "revoke", id)).contains("no valid key with this id");
    }

    @Test
    void wrongCallsAreExplained() {
        assertThat(run(2, "scorer-keys", "add", "blog", "--site", "nowhere")).contains("no site with the name nowhere");
        assertThat(run(2, "scorer-keys", "add", " ", "--site", "gazette")).contains("1 to 100 characters");
        assertThat(run(2, "scorer-keys", "revoke", "blog")).contains("not an id of a key");
    }
}
