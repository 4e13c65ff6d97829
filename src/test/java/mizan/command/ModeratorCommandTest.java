package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mizan.moderator.Moderators;
import mizan.testing.Ports;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

class ModeratorCommandTest extends CommandTest {

    @Test
    void accountsAreChangedWithoutMigrations() {
        // A migration would fail with these settings.
        settings.put("flyway.datasources.migration.password", "wrong");
        settings.put("flyway.datasources.migration.user", "nobody");

        assertThat(run(0, "moderator", "add", "ada", "--role", "moderator", "--site", "gazette", "--password-stdin"))
                .isEmpty();
        assertThat(run(0, "moderator", "change", "ada", "--role", "privacy", "--site="))
                .isEmpty();
        assertThat(run(0, "moderator", "disable", "ada")).isEmpty();
        assertThat(run(0, "moderator", "disable", "ada")).isEqualTo("ada: nothing to change\n");

        assertThat(Postgres.query("SELECT name, roles, sites, disabled_at IS NULL FROM moderator WHERE name = 'ada'"))
                .containsExactly(List.of("ada", "{PRIVACY}", "{}", "f"));
        assertThat(Postgres.query("SELECT action FROM audit_entry WHERE detail LIKE 'ada%' ORDER BY id"))
                .containsExactly(
                        List.of("MODERATOR_ADDED"), List.of("MODERATOR_CHANGED"), List.of("MODERATOR_DISABLED"));
    }

    @Test
    void failuresArePrintedInOneLine() {
        bean(Moderators.class).createFirstAccount(PASSWORD);

        assertThat(run(1, "moderator", "disable", "moderator"))
                .isEqualTo("moderator is the last enabled ADMIN and cannot be removed\n");
        assertThat(run(2, "moderator", "add", "ada", "--role", "chief"))
                .startsWith("Invalid value for option '--role'")
                .contains("expected one of [MODERATOR, ADMIN, PRIVACY]");
        assertThat(Postgres.value("SELECT count(*) FROM moderator")).isEqualTo("1");
    }

    @Test
    void unavailableDatabaseIsReported() {
        settings.put("datasources.default.url", "jdbc:postgresql://localhost:" + Ports.free() + "/no");
        settings.put("datasources.default.connection-timeout", "250");

        assertThat(run(1, "moderator", "list")).isEqualTo("The database is unreachable\n");
    }
}
