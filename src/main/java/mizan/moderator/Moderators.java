package mizan.moderator;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.platform.SecretFiles;
import org.jspecify.annotations.Nullable;

/** The accounts of those who decide. */
@Singleton
public class Moderators {

    /** What the first account is called. */
    public static final String FIRST_ACCOUNT = "moderator";

    private final ModeratorRepository repository;
    private final Passwords passwords;
    private final AuditTrail auditTrail;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    Moderators(
            ModeratorRepository repository,
            Passwords passwords,
            AuditTrail auditTrail,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.passwords = passwords;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** The account as it is now; empty if there is none, it is disabled, or the session has ended. */
    Optional<Moderator> find(Session session) {
        return enabled(session.moderator())
                .filter(row -> row.session() == session.generation())
                .map(Moderators::moderator);
    }

    /** Checks a password, in the same time whether or not there is such an account. Both ways are audited. */
    public Optional<Session> signIn(String name, String password) {
        return check(name, password, AuditAction.SIGNED_IN);
    }

    /** The same for somebody who is signed in; only that they gave a wrong one is audited. */
    public Optional<Session> reauthenticate(Moderator moderator, String password) {
        return check(moderator.name(), password, null);
    }

    private Optional<Session> check(String name, String password, @Nullable AuditAction success) {
        Optional<ModeratorRepository.Row> row = enabled(name);
        @Nullable String hash = row.map(ModeratorRepository.Row::passwordHash).orElse(null);
        boolean isPassword = password.length() <= Passwords.MAX_CHARACTERS
                && StandardCharsets.UTF_8.newEncoder().canEncode(password);
        boolean matches = passwords.matches(isPassword ? password : "", isPassword ? hash : null);
        // Written for a name that nobody has too, without it: both cases cost the same.
        @Nullable AuditAction action = matches ? success : AuditAction.SIGN_IN_REFUSED;
        if (action != null) {
            auditTrail.record(new AuditEntry(
                    clock.instant(), row.map(ModeratorRepository.Row::name).orElse(null), action, null, null));
        }
        return row.filter(_ -> matches).map(found -> new Session(found.name(), found.session()));
    }

    /**
     * Ends every session of the account, in all browsers and programs: a token that somebody has copied is worth nothing
     * then. What an OpenID provider has given out stays good until it ends there.
     */
    public void signOut(Moderator moderator) {
        repository.endSessions(moderator.name());
    }

    /**
     * Makes the first account, with every role, if there is no account yet. Of several replicas at once one makes it.
     *
     * @param given the password, or null to have one made
     * @return the password that was made, to be shown once; empty if none was made
     */
    public Optional<String> createFirstAccount(@Nullable String given) {
        if (repository.count() > 0) {
            return Optional.empty();
        }
        String password = given == null ? SecretFiles.randomPassword() : given;
        Set<Role> roles = EnumSet.allOf(Role.class);
        String hash = passwords.hash(password);
        boolean isAdded = transactions.executeWrite(_ -> {
            boolean isFirst =
                    repository.addFirst(FIRST_ACCOUNT, hash, AccountScope.roles(roles), new String[0], clock.instant())
                            == 1;
            if (isFirst) {
                auditTrail.record(new AuditEntry(
                        clock.instant(),
                        null,
                        AuditAction.MODERATOR_ADDED,
                        null,
                        AccountScope.detail(FIRST_ACCOUNT, roles, Set.of())));
            }
            return isFirst;
        });
        if (!isAdded) {
            return Optional.empty();
        }
        return given == null ? Optional.of(password) : Optional.empty();
    }

    /** Whether nobody could sign in. */
    public boolean isEmpty() {
        return repository.count() == 0;
    }

    private Optional<ModeratorRepository.Row> enabled(String name) {
        // A name that no account can have would fail in the database.
        return name.indexOf('\0') < 0
                ? repository.find(name).filter(row -> row.disabledAt() == null)
                : Optional.empty();
    }

    static Moderator moderator(ModeratorRepository.Row row) {
        Set<Role> roles = Arrays.stream(row.roles()).map(Role::valueOf).collect(toUnmodifiableSet());
        return new Moderator(row.name(), roles, Set.of(row.sites()));
    }
}
