package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mizan.moderator.Moderators;
import mizan.testing.Ports;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

class ModeratorCommandTest extends CommandTest {

    @Test
    void itWorksAsTheServiceDoesAndMigratesNothing() {
        // With these a migration would fail.
        settings.put("flyway.datasources.migration.password", "wrong");
        settings.put("flyway.datasources.migration.user", "nobody");

        assertThat(said(0, "moderator", "add", "ada", "--role", "moderator", "--site", "gazette", "--password-stdin"))
                .isEmpty();
        assertThat(said(0, "moderator", "change", "ada", "--role", "privacy", "--role", "moderator", "--site="))
                .isEmpty();
        assertThat(said(0, "moderator", "disable", "ada")).isEmpty();
        assertThat(said(0, "moderator", "disable", "ada")).isEqualTo("ada was so already\n");

        assertThat(Postgres.query("SELECT name, roles, sites, disabled_at IS NULL FROM moderator WHERE name = 'ada'"))
                .containsExactly(List.of("ada", "{MODERATOR,PRIVACY}", "{}", "f"));
        assertThat(Postgres.query("SELECT action FROM audit_entry WHERE detail LIKE 'ada%' ORDER BY id"))
                .containsExactly(
                        List.of("MODERATOR_ADDED"), List.of("MODERATOR_CHANGED"), List.of("MODERATOR_DISABLED"));
    }

    @Test
    void whatCannotBeDoneIsSaidInOneLine() {
        bean(Moderators.class).createFirstAccount(PASSWORD);

        assertThat(said(1, "moderator", "disable", "moderator"))
                .isEqualTo("moderator is the last enabled ADMIN: nobody could look after the accounts\n");
        assertThat(said(2, "moderator", "add", "ada", "--role", "chief"))
                .startsWith("Invalid value for option '--role'")
                .contains("expected one of [MODERATOR, ADMIN, PRIVACY]");
        assertThat(Postgres.value("SELECT count(*) FROM moderator")).isEqualTo("1");
    }

    @Test
    void aDatabaseThatIsAwayIsSaidToBe() {
        settings.put("datasources.default.url", "jdbc:postgresql://localhost:" + Ports.free() + "/no");
        settings.put("datasources.default.connection-timeout", "250");

        assertThat(said(1, "moderator", "list")).isEqualTo("The database is away\n");
    }
}
