package mizan.moderator;

import static java.util.stream.Collectors.toCollection;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/**
 * Administration of accounts. A change and its audit entry are written in one transaction. A change takes effect at once on
 * every replica.
 */
@Singleton
public class Accounts {

    /** In code points. */
    public static final int MIN_PASSWORD_LENGTH = 12;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._-]{1,100}");

    private final ModeratorRepository repository;
    private final Passwords passwords;
    private final Sites sites;
    private final AuditTrail auditTrail;
    private final ApplicationEventPublisher<ModeratorChanged> changes;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    Accounts(
            ModeratorRepository repository,
            Passwords passwords,
            Sites sites,
            AuditTrail auditTrail,
            ApplicationEventPublisher<ModeratorChanged> changes,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.sites = sites;
        this.auditTrail = auditTrail;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** All accounts, sorted by name. */
    public List<Account> list() {
        return repository.findAll().stream().map(Accounts::toAccount).toList();
    }

    public Optional<Account> find(String name) {
        // PostgreSQL refuses a text with a NUL character.
        return name.indexOf('\0') >= 0
                ? Optional.empty()
                : repository.find(name).map(Accounts::toAccount);
    }

    private static Account toAccount(ModeratorRepository.Row row) {
        Moderator moderator = Moderators.toModerator(row);
        return new Account(row.name(), moderator.roles(), moderator.sites(), row.disabledAt());
    }

    public AccountOutcome add(Actor actor, String name, String password, Set<Role> roles, Set<String> siteNames) {
        if (!isValidName(name)) {
            return new AccountOutcome.InvalidName();
        }
        if (!isValidPassword(password)) {
            return new AccountOutcome.InvalidPassword();
        }
        if (!unknownSites(siteNames).isEmpty()) {
            return new AccountOutcome.UnknownSites(unknownSites(siteNames));
        }
        String hash = passwords.hash(password);
        return transactions.executeWrite(_ ->
                repository.add(name, hash, AccountScope.roles(roles), AccountScope.sites(siteNames), clock.instant())
                                == 0
                        ? new AccountOutcome.NameTaken()
                        : recorded(actor, AuditAction.MODERATOR_ADDED, AccountScope.detail(name, roles, siteNames)));
    }

    /**
     * Changes the roles and sites of an account. An administrator cannot remove their own role ADMIN.
     *
     * @param roles null to leave them unchanged
     * @param siteNames null to leave them unchanged
     */
    public AccountOutcome change(Actor actor, String name, @Nullable Set<Role> roles, @Nullable Set<String> siteNames) {
        if (siteNames != null && !unknownSites(siteNames).isEmpty()) {
            return new AccountOutcome.UnknownSites(unknownSites(siteNames));
        }
        return changeLocal(name, row -> {
            Moderator before = Moderators.toModerator(row);
            Set<Role> newRoles = roles == null ? before.roles() : roles;
            Set<String> newSites = siteNames == null ? before.sites() : siteNames;
            if (newRoles.equals(before.roles()) && newSites.equals(before.sites())) {
                return new AccountOutcome.Unchanged();
            }
            if (actor.is(name) && before.roles().contains(Role.ADMIN) && !newRoles.contains(Role.ADMIN)) {
                return new AccountOutcome.OwnAccount();
            }
            // A null keeps the row's current value, which another administrator may have just changed.
            Supplier<AccountOutcome> change = () -> {
                repository.changeScope(
                        name,
                        roles == null ? null : AccountScope.roles(roles),
                        siteNames == null ? null : AccountScope.sites(siteNames));
                changes.publishEvent(new ModeratorChanged(name));
                Moderator now = Moderators.toModerator(repository.find(name).orElseThrow());
                return recorded(
                        actor, AuditAction.MODERATOR_CHANGED, AccountScope.detail(name, now.roles(), now.sites()));
            };
            return newRoles.contains(Role.ADMIN) ? change.get() : unlessLastAdmin(row, change);
        });
    }

    /**
     * Disables an account and ends its sessions. The ended sessions stay invalid after the account is enabled again. A
     * provider's tokens are refused while the account is disabled.
     */
    public AccountOutcome disable(Actor actor, String name) {
        if (actor.is(name)) {
            return new AccountOutcome.OwnAccount();
        }
        return changeExisting(
                name,
                row -> unlessLastAdmin(row, () -> {
                    if (repository.disable(name, clock.instant()) == 0) {
                        return new AccountOutcome.Unchanged();
                    }
                    changes.publishEvent(new ModeratorChanged(name));
                    return recorded(actor, AuditAction.MODERATOR_DISABLED, name);
                }));
    }

    public AccountOutcome enable(Actor actor, String name) {
        return changeExisting(
                name,
                _ -> repository.enable(name) == 0
                        ? new AccountOutcome.Unchanged()
                        : recorded(actor, AuditAction.MODERATOR_ENABLED, name));
    }

    /** Also ends every session of the account. */
    public AccountOutcome changePassword(Actor actor, String name, String password) {
        if (!isValidPassword(password)) {
            return new AccountOutcome.InvalidPassword();
        }
        String hash = passwords.hash(password);
        return changeLocal(name, _ -> {
            repository.changePassword(name, hash);
            return recorded(actor, AuditAction.PASSWORD_CHANGED, name);
        });
    }

    /**
     * Changes the moderator's own password and ends every other session of the account.
     *
     * @param confirmed the session in which the moderator gave the current password
     * @return the session that replaces the confirmed one; empty if that one has been ended meanwhile
     * @throws IllegalArgumentException if the password is not {@linkplain #isValidPassword valid}
     */
    public Optional<Session> changeOwnPassword(Session confirmed, String password) {
        if (!isValidPassword(password)) {
            throw new IllegalArgumentException("Not a valid password");
        }
        String name = confirmed.moderator();
        String hash = passwords.hash(password);
        return transactions.executeWrite(_ -> {
            if (repository.changeOwnPassword(name, confirmed.generation(), hash) == 0) {
                return Optional.empty();
            }
            auditTrail.record(new AuditEntry(clock.instant(), name, AuditAction.PASSWORD_CHANGED, null, name));
            return Optional.of(new Session(name, confirmed.generation() + 1));
        });
    }

    private AccountOutcome changeLocal(String name, Function<ModeratorRepository.Row, AccountOutcome> change) {
        return changeExisting(
                name, row -> row.passwordHash() == null ? new AccountOutcome.ManagedByProvider() : change.apply(row));
    }

    private AccountOutcome changeExisting(String name, Function<ModeratorRepository.Row, AccountOutcome> change) {
        // PostgreSQL refuses a text with a NUL character.
        return name.indexOf('\0') >= 0
                ? new AccountOutcome.NoSuchAccount()
                : transactions.executeWrite(
                        _ -> repository.find(name).map(change).orElseGet(AccountOutcome.NoSuchAccount::new));
    }

    // Locks the accounts of all administrators: of two concurrent changes to the last two of them, one is refused.
    private AccountOutcome unlessLastAdmin(ModeratorRepository.Row row, Supplier<AccountOutcome> change) {
        return repository.lockEnabled(Role.ADMIN).equals(List.of(row.name()))
                ? new AccountOutcome.LastAdmin()
                : change.get();
    }

    private AccountOutcome recorded(Actor actor, AuditAction action, String detail) {
        auditTrail.record(new AuditEntry(clock.instant(), actor.name(), action, null, detail));
        return new AccountOutcome.Done();
    }

    private Set<String> unknownSites(Set<String> siteNames) {
        return siteNames.stream().filter(site -> sites.find(site).isEmpty()).collect(toCollection(TreeSet::new));
    }

    private static boolean isValidName(String name) {
        return NAME.matcher(name).matches() && Normalizer.isNormalized(name, Normalizer.Form.NFC);
    }

    /** Whether the password has 12 to 1,000 characters and can be encoded in UTF-8. */
    public static boolean isValidPassword(String password) {
        return password.codePointCount(0, password.length()) >= MIN_PASSWORD_LENGTH
                && password.length() <= Passwords.MAX_CHARACTERS
                && StandardCharsets.UTF_8.newEncoder().canEncode(password);
    }
}
