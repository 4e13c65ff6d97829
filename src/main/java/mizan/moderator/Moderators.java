package mizan.moderator;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micronaut.context.event.ApplicationEventPublisher;
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
import mizan.moderator.password.HashPriority;
import mizan.moderator.password.PasswordPolicy;
import mizan.moderator.password.Passwords;
import mizan.platform.SecretFiles;
import mizan.platform.http.ProblemException;
import mizan.text.UserName;
import org.jspecify.annotations.Nullable;

/** Sign-in with the password of a local account. */
@Singleton
public class Moderators {

    /** The name of the first account. */
    public static final String FIRST_ACCOUNT = "moderator";

    private final ModeratorRepository repository;
    private final Passwords passwords;
    private final AuditTrail auditTrail;
    private final ApplicationEventPublisher<AccountChanged> events;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    Moderators(
            ModeratorRepository repository,
            Passwords passwords,
            AuditTrail auditTrail,
            ApplicationEventPublisher<AccountChanged> events,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.events = events;
        this.transactions = transactions;
        this.repository = repository;
        this.passwords = passwords;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** The current state of a session's account; empty if there is none, it is disabled, or the session has ended. */
    public Optional<Moderator> find(Session session) {
        return enabled(session.moderator())
                .filter(row -> row.sessionGeneration() == session.generation())
                .map(Moderators::toModerator);
    }

    /**
     * Checks a password, in constant time whether or not the account exists. Success and failure are audited.
     *
     * @param name in any case
     * @throws ProblemException too-many-requests, at once, if too many passwords are waiting to be checked
     */
    public Optional<Session> signIn(String name, String password, HashPriority priority) {
        return passwords.admit(priority, () -> check(storedName(name), password, priority, AuditAction.SIGNED_IN));
    }

    /** Checks the password of a signed-in moderator again. Only a failure is audited. */
    public Optional<Session> reauthenticate(Moderator moderator, String password) {
        return passwords.admit(HashPriority.HIGH, () -> check(moderator.name(), password, HashPriority.HIGH, null));
    }

    private Optional<Session> check(
            String name, String password, HashPriority priority, @Nullable AuditAction success) {
        Optional<ModeratorRepository.Row> row = enabled(name);
        @Nullable String hash = row.map(ModeratorRepository.Row::passwordHash).orElse(null);
        boolean isPossible = password.length() <= Passwords.MAX_CHARACTERS
                && StandardCharsets.UTF_8.newEncoder().canEncode(password);
        boolean matches = passwords.matches(isPossible ? password : "", isPossible ? hash : null, priority);
        // An unknown account is audited too, without its name, so that both cases take the same time.
        @Nullable AuditAction action = matches ? success : AuditAction.SIGN_IN_REFUSED;
        if (action != null) {
            auditTrail.record(new AuditEntry(
                    clock.instant(), row.map(ModeratorRepository.Row::name).orElse(null), action, null, null));
        }
        return row.filter(_ -> matches).map(found -> new Session(found.name(), found.sessionGeneration()));
    }

    /**
     * Ends every session of the account, in all browsers and programs, so that copied tokens become invalid too. Tokens of
     * an OpenID provider stay valid until they expire.
     */
    public void signOut(Moderator moderator) {
        transactions.executeWrite(_ -> {
            repository.endSessions(moderator.name());
            events.publishEvent(new AccountChanged(moderator.name(), AccountChanged.Kind.SIGNED_OUT));
            return null;
        });
    }

    /**
     * Creates the first account, with every role, unless an account exists. If several replicas start at once, only
     * one creates it.
     *
     * @param given the password, which the {@link PasswordPolicy} accepts; or null to generate one
     * @return the generated password, to be shown once; empty if none was generated
     */
    public Optional<String> createFirstAccount(@Nullable String given) {
        if (repository.count() > 0) {
            return Optional.empty();
        }
        String password = given == null ? SecretFiles.randomPassword() : given;
        if (PasswordPolicy.check(password, FIRST_ACCOUNT).isPresent()) {
            throw new IllegalArgumentException("Not a valid password");
        }
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

    /** Whether there is no account yet. */
    public boolean isEmpty() {
        return repository.count() == 0;
    }

    private Optional<ModeratorRepository.Row> enabled(String name) {
        // PostgreSQL refuses a text with a NUL character.
        return name.indexOf('\0') < 0
                ? repository.find(name).filter(row -> row.disabledAt() == null)
                : Optional.empty();
    }

    /** The form of a name in the database. The provider decides which names of its accounts differ. */
    static String storedName(String name) {
        return name.indexOf('@') >= 0 ? name : UserName.fold(name);
    }

    static Moderator toModerator(ModeratorRepository.Row row) {
        Set<Role> roles = Arrays.stream(row.roles()).map(Role::valueOf).collect(toUnmodifiableSet());
        return new Moderator(row.name(), roles, Set.of(row.sites()));
    }
}
