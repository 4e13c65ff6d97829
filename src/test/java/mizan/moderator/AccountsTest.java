package mizan.moderator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mizan.moderator.password.PasswordPolicy;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest extends ServiceTest {

    private static final String PASSWORD = "correct horse battery staple";
    private static final Actor GRACE = new Actor("grace");
    private static final AccountOutcome DONE = new AccountOutcome.Done();
    private static final AccountOutcome TOO_SHORT_OR_LONG =
            new AccountOutcome.InvalidPassword(PasswordPolicy.Violation.LENGTH);

    private final Accounts accounts = bean(Accounts.class);

    @Test
    void addedAccountSignsInAndModeratesItsSites() {
        assertThat(accounts.add(GRACE, "ليلى", PASSWORD, Set.of(Role.MODERATOR), Set.of("demo")))
                .isEqualTo(DONE);

        String token = tokenOf("ليلى", PASSWORD);
        assertThat(queue(token, "?site=demo")).isEqualTo(200);
        assertThat(queue(token, "?site=herald")).isEqualTo(403);
        assertThat(accounts.list()).containsExactly(new Account("ليلى", Set.of(Role.MODERATOR), Set.of("demo"), null));
        assertThat(auditTrail()).contains("MODERATOR_ADDED ليلى; roles: MODERATOR; sites: demo");
    }

    @Test
    void accountNamesAreUnique() {
        ada(Role.ADMIN);

        assertThat(accounts.add(GRACE, "ada", "another password", Set.of(), Set.of()))
                .isEqualTo(new AccountOutcome.NameTaken());
        assertThat(tokenOf("ada", PASSWORD)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada@newsroom", "a b", "a\u0000", "a\u202eb", "a;b"})
    void invalidAccountNamesAreRefused(String name) {
        assertThat(accounts.add(GRACE, name, PASSWORD, Set.of(), Set.of())).isEqualTo(new AccountOutcome.InvalidName());
    }

    @Test
    void passwordsHaveTwelveToThousandCharacters() {
        assertThat(accounts.add(GRACE, "ada", "eleven char", Set.of(), Set.of()))
                .isEqualTo(TOO_SHORT_OR_LONG);
        assertThat(accounts.add(GRACE, "ada", "\ud800".repeat(12), Set.of(), Set.of()))
                .isEqualTo(TOO_SHORT_OR_LONG);
        assertThat(accounts.add(GRACE, "ada", "x".repeat(1001), Set.of(), Set.of()))
                .isEqualTo(TOO_SHORT_OR_LONG);
        assertThat(accounts.add(GRACE, "ada", "twelve chars", Set.of(), Set.of()))
                .isEqualTo(DONE);
        assertThat(accounts.changePassword(GRACE, "ada", "eleven char")).isEqualTo(TOO_SHORT_OR_LONG);
    }

    @Test
    void unknownSitesAreReported() {
        ada(Role.ADMIN);

        assertThat(accounts.change(GRACE, "ada", null, Set.of("demo", "nowhere")))
                .isEqualTo(new AccountOutcome.UnknownSites(Set.of("nowhere")));
        assertThat(accounts.add(GRACE, "eve", PASSWORD, Set.of(), Set.of("nowhere")))
                .isEqualTo(new AccountOutcome.UnknownSites(Set.of("nowhere")));
    }

    @Test
    void disabledAccountIsRefusedAtOnceAndItsTokensStayInvalid() {
        ada(Role.MODERATOR);
        String token = tokenOf("ada", PASSWORD);

        assertThat(accounts.disable(GRACE, "ada")).isEqualTo(DONE);

        assertThat(queue(token, "")).isEqualTo(401);
        assertThat(signIn("ada", PASSWORD)).isEqualTo(401);
        assertThat(accounts.disable(GRACE, "ada")).isEqualTo(new AccountOutcome.Unchanged());

        assertThat(accounts.enable(GRACE, "ada")).isEqualTo(DONE);

        assertThat(queue(token, "")).isEqualTo(401);
        assertThat(queue(tokenOf("ada", PASSWORD), "")).isEqualTo(200);
        assertThat(accounts.enable(GRACE, "ada")).isEqualTo(new AccountOutcome.Unchanged());
        assertThat(auditTrail()).contains("MODERATOR_DISABLED ada", "MODERATOR_ENABLED ada");
    }

    @Test
    void failingListenerRollsBackTheDisabling() {
        ada(Role.MODERATOR);
        bean(Listener.class).isFailing = true;

        assertThatThrownBy(() -> accounts.disable(GRACE, "ada")).hasMessage("Cannot release the claims of ada");

        assertThat(accounts.list()).allMatch(account -> account.disabledAt() == null);
        assertThat(auditTrail()).noneMatch(entry -> entry.startsWith("MODERATOR_DISABLED"));
        bean(Listener.class).isFailing = false;
        assertThat(accounts.disable(GRACE, "ada")).isEqualTo(DONE);
    }

    @Test
    void newPasswordEndsAllSessions() {
        ada(Role.MODERATOR);
        String token = tokenOf("ada", PASSWORD);

        assertThat(accounts.changePassword(GRACE, "ada", "another password")).isEqualTo(DONE);

        assertThat(queue(token, "")).isEqualTo(401);
        assertThat(signIn("ada", PASSWORD)).isEqualTo(401);
        assertThat(queue(tokenOf("ada", "another password"), "")).isEqualTo(200);
        assertThat(auditTrail())
                .contains("PASSWORD_CHANGED ada")
                .noneMatch(entry -> entry.contains("another") || entry.contains("horse"));
    }

    @Test
    void changedRolesAndSitesTakeEffectAtOnce() {
        ada(Role.MODERATOR);
        String token = tokenOf("ada", PASSWORD);

        assertThat(accounts.change(GRACE, "ada", null, Set.of("herald"))).isEqualTo(DONE);

        assertThat(queue(token, "?site=demo")).isEqualTo(403);
        assertThat(queue(token, "?site=herald")).isEqualTo(200);
        assertThat(accounts.change(Actor.COMMAND_LINE, "ada", Set.of(Role.PRIVACY), null))
                .isEqualTo(DONE);
        assertThat(queue(token, "?site=herald")).isEqualTo(403);
        assertThat(accounts.change(GRACE, "ada", Set.of(Role.PRIVACY), Set.of("herald")))
                .isEqualTo(new AccountOutcome.Unchanged());
        assertThat(auditTrail()).contains("MODERATOR_CHANGED ada; roles: PRIVACY; sites: herald");
    }

    @Test
    void lastAdminCannotBeRemoved() {
        ada(Role.ADMIN);
        accounts.add(GRACE, "eve", PASSWORD, Set.of(Role.ADMIN), Set.of());
        assertThat(accounts.disable(GRACE, "eve")).isEqualTo(DONE);

        assertThat(accounts.disable(GRACE, "ada")).isEqualTo(new AccountOutcome.LastAdmin());
        assertThat(accounts.change(GRACE, "ada", Set.of(Role.MODERATOR), null))
                .isEqualTo(new AccountOutcome.LastAdmin());

        accounts.enable(GRACE, "eve");
        assertThat(accounts.disable(GRACE, "ada")).isEqualTo(DONE);
    }

    @Test
    void adminsCannotLockThemselvesOut() {
        ada(Role.ADMIN);
        accounts.add(GRACE, "eve", PASSWORD, Set.of(Role.ADMIN), Set.of());
        Actor ada = new Actor("ada");
        AccountOutcome refused = new AccountOutcome.OwnAccount();

        assertThat(accounts.disable(ada, "ada")).isEqualTo(refused);
        assertThat(accounts.change(ada, "ada", Set.of(Role.MODERATOR), null)).isEqualTo(refused);
        assertThat(accounts.change(ada, "ada", Set.of(Role.ADMIN, Role.MODERATOR), null))
                .isEqualTo(DONE);
        assertThat(accounts.changePassword(ada, "ada", "another password")).isEqualTo(DONE);
    }

    @Test
    void adminWithoutPrivacyCannotGetThatRole() {
        moderator("eve", "ADMIN", "");
        moderator("grace", "ADMIN,PRIVACY", "");
        moderator("paul", "PRIVACY", "");
        Actor eve = new Actor("eve");
        AccountOutcome refused = new AccountOutcome.PrivacyNotHeld();

        assertThat(accounts.change(eve, "eve", Set.of(Role.ADMIN, Role.PRIVACY), null))
                .isEqualTo(refused);
        assertThat(accounts.add(eve, "second", PASSWORD, Set.of(Role.PRIVACY), Set.of()))
                .as("a second account of hers")
                .isEqualTo(refused);
        assertThat(accounts.changePassword(eve, "paul", PASSWORD))
                .as("the account of an officer")
                .isEqualTo(refused);
        assertThat(accounts.change(eve, "paul", Set.of(Role.PRIVACY, Role.ADMIN), null))
                .as("a role that the account has stays")
                .isEqualTo(DONE);
        assertThat(accounts.change(GRACE, "eve", Set.of(Role.ADMIN, Role.PRIVACY), null))
                .isEqualTo(DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "ADA", "ａｄａ"})
    void namesThatDifferInCaseOrWidthAreTheSame(String name) {
        ada(Role.ADMIN);

        assertThat(accounts.add(GRACE, name, PASSWORD, Set.of(Role.ADMIN), Set.of()))
                .isEqualTo(new AccountOutcome.NameTaken());
        assertThat(accounts.find(name)).map(Account::name).contains("ada");
        assertThat(signIn(name, PASSWORD)).isEqualTo(200);
        assertThat(accounts.disable(new Actor("ada"), name)).isEqualTo(new AccountOutcome.OwnAccount());
    }

    @Test
    void moderatorWithoutSitesIsRefused() {
        AccountOutcome refused = new AccountOutcome.SiteRequired();

        assertThat(accounts.add(GRACE, "ada", PASSWORD, Set.of(Role.MODERATOR), Set.of()))
                .isEqualTo(refused);
        ada(Role.MODERATOR);
        assertThat(accounts.change(GRACE, "ada", null, Set.of())).isEqualTo(refused);
        assertThat(accounts.change(GRACE, "ada", Set.of(Role.MODERATOR, Role.ADMIN), Set.of()))
                .isEqualTo(DONE);
    }

    @Test
    void severalChangesAreMadeTogetherOrNotAtAll() {
        ada(Role.MODERATOR);
        AccountUpdate refused = new AccountUpdate(Set.of(Role.MODERATOR), Set.of("herald"), "too short", true);
        AccountUpdate valid = new AccountUpdate(null, Set.of("herald"), "another password", true);

        assertThat(accounts.update(GRACE, "ada", refused)).isEqualTo(TOO_SHORT_OR_LONG);
        assertThat(accounts.find("ada")).contains(new Account("ada", Set.of(Role.MODERATOR), Set.of("demo"), null));
        assertThat(accounts.update(GRACE, "ada", valid)).isEqualTo(DONE);
        assertThat(accounts.find("ada").orElseThrow().sites()).containsExactly("herald");
        assertThat(accounts.find("ada").orElseThrow().disabledAt()).isNotNull();
    }

    @Test
    void auditEntriesNameTheActor() {
        ada(Role.MODERATOR);
        accounts.change(GRACE, "ada", null, Set.of("herald"));
        accounts.changePassword(GRACE, "ada", PASSWORD);
        accounts.disable(GRACE, "ada");
        accounts.enable(Actor.COMMAND_LINE, "ada");

        assertThat(Postgres.query("SELECT moderator FROM audit_entry ORDER BY id"))
                .containsExactly(
                        List.of("grace"), List.of("grace"), List.of("grace"), List.of("grace"), List.of("null"));
    }

    @Test
    void concurrentRemovalOfTheLastTwoAdminsLeavesOne() throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20; round++) {
                Postgres.execute("DELETE FROM moderator");
                moderator("ada", "ADMIN", "");
                moderator("eve", "ADMIN", "");
                List<Callable<AccountOutcome>> both = List.of(
                        () -> accounts.disable(GRACE, "ada"), () -> accounts.change(GRACE, "eve", Set.of(), null));

                for (Future<AccountOutcome> outcome : executor.invokeAll(both)) {
                    outcome.get();
                }

                assertThat(Postgres.value("""
                                SELECT count(*) FROM moderator WHERE 'ADMIN' = ANY (roles) AND disabled_at IS NULL
                                """)).isEqualTo("1");
            }
        }
    }

    @Test
    void unknownAccountsAreReported() {
        AccountOutcome none = new AccountOutcome.NoSuchAccount();

        for (String name : List.of("nobody", "\u0000")) {
            assertThat(accounts.disable(GRACE, name)).isEqualTo(none);
            assertThat(accounts.enable(GRACE, name)).isEqualTo(none);
            assertThat(accounts.change(GRACE, name, Set.of(), null)).isEqualTo(none);
            assertThat(accounts.changePassword(GRACE, name, PASSWORD)).isEqualTo(none);
        }
        assertThat(auditTrail()).isEmpty();
    }

    @Test
    void providerAccountsCanOnlyBeDisabled() {
        Postgres.execute("""
                INSERT INTO moderator (name, roles, sites, token_issued_at, created_at)
                VALUES ('ada@newsroom', '{MODERATOR}', '{demo}', now(), now())
                """);
        AccountOutcome refused = new AccountOutcome.ManagedByProvider();

        assertThat(accounts.change(GRACE, "ada@newsroom", Set.of(Role.ADMIN), null))
                .isEqualTo(refused);
        assertThat(accounts.changePassword(GRACE, "ada@newsroom", PASSWORD)).isEqualTo(refused);
        assertThat(accounts.disable(GRACE, "ada@newsroom")).isEqualTo(DONE);
        assertThat(signIn("ada@newsroom", "")).isEqualTo(401);
    }

    private void ada(Role role) {
        accounts.add(GRACE, "ada", PASSWORD, Set.of(role), Set.of("demo"));
    }

    private static int signIn(String name, String password) {
        return post("/api/v1/tokens", Map.of("username", name, "password", password))
                .status();
    }

    private static String tokenOf(String name, String password) {
        return post("/api/v1/tokens", Map.of("username", name, "password", password))
                .json()
                .path("accessToken")
                .asText();
    }

    private static int queue(String token, String query) {
        return get("/api/v1/moderation/comments" + query, "Authorization", "Bearer " + token)
                .status();
    }

    private static List<String> auditTrail() {
        return Postgres.query("SELECT action, detail FROM audit_entry ORDER BY id").stream()
                .map(row -> String.join(" ", row))
                .toList();
    }

    /** A listener that can fail. */
    @Singleton
    static class Listener {

        private volatile boolean isFailing;

        @EventListener
        void release(AccountChanged event) {
            if (isFailing) {
                throw new IllegalStateException("Cannot release the claims of " + event.name());
            }
        }
    }
}
