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
 * Looks after the accounts. A change and its entry in the audit trail are written together or not at all, and count at
 * once on every replica.
 */
@Singleton
public class Accounts {

    /** In characters (code points). */
    public static final int MIN_PASSWORD_LENGTH = 12;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._-]{1,100}");

    private final ModeratorRepository repository;
    private final Passwords passwords;
    private final Sites sites;
    private final AuditTrail auditTrail;
    private final ApplicationEventPublisher<ModeratorDisabled> disabled;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    Accounts(
            ModeratorRepository repository,
            Passwords passwords,
            Sites sites,
            AuditTrail auditTrail,
            ApplicationEventPublisher<ModeratorDisabled> disabled,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.sites = sites;
        this.auditTrail = auditTrail;
        this.disabled = disabled;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** All of them, by name. */
    public List<Account> list() {
        return repository.all().stream().map(Accounts::account).toList();
    }

    public Optional<Account> find(String name) {
        // A name that no account can have would fail in the database.
        return name.indexOf('\0') >= 0
                ? Optional.empty()
                : repository.find(name).map(Accounts::account);
    }

    private static Account account(ModeratorRepository.Row row) {
        Moderator moderator = Moderators.moderator(row);
        return new Account(row.name(), moderator.roles(), moderator.sites(), row.disabledAt());
    }

    public AccountOutcome add(Actor by, String name, String password, Set<Role> roles, Set<String> siteNames) {
        if (!isUsableName(name)) {
            return new AccountOutcome.InvalidName();
        }
        if (!isValidPassword(password)) {
            return new AccountOutcome.InvalidPassword();
        }
        if (!unknown(siteNames).isEmpty()) {
            return new AccountOutcome.UnknownSites(unknown(siteNames));
        }
        String hash = passwords.hash(password);
        return transactions.executeWrite(_ -> repository.add(
                                name,
                                hash,
                                AccountScope.roles(roles),
                                AccountScope.sites(siteNames),
                                null,
                                clock.instant())
                        == 0
                ? new AccountOutcome.NameTaken()
                : done(by, AuditAction.MODERATOR_ADDED, AccountScope.detail(name, roles, siteNames)));
    }

    /**
     * Gives an account other rights. Nobody takes their own ADMIN away, nor disables themselves: another one has to.
     *
     * @param roles null to leave them
     * @param siteNames null to leave them
     */
    public AccountOutcome change(Actor by, String name, @Nullable Set<Role> roles, @Nullable Set<String> siteNames) {
        if (siteNames != null && !unknown(siteNames).isEmpty()) {
            return new AccountOutcome.UnknownSites(unknown(siteNames));
        }
        return ofOurs(name, row -> {
            Moderator before = Moderators.moderator(row);
            Set<Role> newRoles = roles == null ? before.roles() : roles;
            Set<String> newSites = siteNames == null ? before.sites() : siteNames;
            if (newRoles.equals(before.roles()) && newSites.equals(before.sites())) {
                return new AccountOutcome.Unchanged();
            }
            if (by.is(name) && before.roles().contains(Role.ADMIN) && !newRoles.contains(Role.ADMIN)) {
                return new AccountOutcome.OwnAccount();
            }
            // What is not named stays as it is by then, not as it was read: somebody else may be changing it.
            Supplier<AccountOutcome> change = () -> {
                repository.change(
                        name,
                        roles == null ? null : AccountScope.roles(roles),
                        siteNames == null ? null : AccountScope.sites(siteNames));
                Moderator now = Moderators.moderator(repository.find(name).orElseThrow());
                return done(by, AuditAction.MODERATOR_CHANGED, AccountScope.detail(name, now.roles(), now.sites()));
            };
            return newRoles.contains(Role.ADMIN) ? change.get() : unlessLastAdmin(row, change);
        });
    }

    /**
     * Keeps an account out from now on. Its sessions end, also for the time after it is enabled again; what a provider has
     * given out is refused meanwhile.
     */
    public AccountOutcome disable(Actor by, String name) {
        if (by.is(name)) {
            return new AccountOutcome.OwnAccount();
        }
        return ofAny(
                name,
                row -> unlessLastAdmin(row, () -> {
                    if (repository.disable(name, clock.instant()) == 0) {
                        return new AccountOutcome.Unchanged();
                    }
                    disabled.publishEvent(new ModeratorDisabled(name));
                    return done(by, AuditAction.MODERATOR_DISABLED, name);
                }));
    }

    public AccountOutcome enable(Actor by, String name) {
        return ofAny(
                name,
                _ -> repository.enable(name) == 0
                        ? new AccountOutcome.Unchanged()
                        : done(by, AuditAction.MODERATOR_ENABLED, name));
    }

    /** Ends every session of the account too. */
    public AccountOutcome changePassword(Actor by, String name, String password) {
        if (!isValidPassword(password)) {
            return new AccountOutcome.InvalidPassword();
        }
        String hash = passwords.hash(password);
        return ofOurs(name, _ -> {
            repository.changePassword(name, hash);
            return done(by, AuditAction.PASSWORD_CHANGED, name);
        });
    }

    /**
     * The same for somebody's own.
     *
     * @param confirmed the session in which they gave their present password
     * @return the one that goes on; empty if somebody else has ended the confirmed one meanwhile
     * @throws IllegalArgumentException for one that is not {@linkplain #isValidPassword usable}
     */
    public Optional<Session> changeOwnPassword(Session confirmed, String password) {
        if (!isValidPassword(password)) {
            throw new IllegalArgumentException("Not a usable password");
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

    private AccountOutcome ofOurs(String name, Function<ModeratorRepository.Row, AccountOutcome> change) {
        return ofAny(
                name, row -> row.passwordHash() == null ? new AccountOutcome.ManagedByProvider() : change.apply(row));
    }

    private AccountOutcome ofAny(String name, Function<ModeratorRepository.Row, AccountOutcome> change) {
        // A name that no account can have would fail in the database.
        return name.indexOf('\0') >= 0
                ? new AccountOutcome.NoSuchAccount()
                : transactions.executeWrite(
                        _ -> repository.find(name).map(change).orElseGet(AccountOutcome.NoSuchAccount::new));
    }

    // The lock: of two who take the last two admins' rights away at once, one is refused.
    private AccountOutcome unlessLastAdmin(ModeratorRepository.Row row, Supplier<AccountOutcome> change) {
        return repository.lockEnabled(Role.ADMIN).equals(List.of(row.name()))
                ? new AccountOutcome.LastAdmin()
                : change.get();
    }

    private AccountOutcome done(Actor by, AuditAction action, String detail) {
        auditTrail.record(new AuditEntry(clock.instant(), by.name(), action, null, detail));
        return new AccountOutcome.Done();
    }

    private Set<String> unknown(Set<String> siteNames) {
        return siteNames.stream().filter(site -> sites.find(site).isEmpty()).collect(toCollection(TreeSet::new));
    }

    private static boolean isUsableName(String name) {
        return NAME.matcher(name).matches() && Normalizer.isNormalized(name, Normalizer.Form.NFC);
    }

    /** Whether it has 12 to 1,000 characters, all of which can be written in UTF-8. */
    public static boolean isValidPassword(String password) {
        return password.codePointCount(0, password.length()) >= MIN_PASSWORD_LENGTH
                && password.length() <= Passwords.MAX_CHARACTERS
                && StandardCharsets.UTF_8.newEncoder().canEncode(password);
    }
}
