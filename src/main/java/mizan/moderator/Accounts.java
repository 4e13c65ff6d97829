package mizan.moderator;

import static java.util.stream.Collectors.toCollection;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
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
import mizan.moderator.password.PasswordPolicy;
import mizan.moderator.password.Passwords;
import mizan.site.Sites;
import mizan.text.UserName;
import org.jspecify.annotations.Nullable;

/**
 * Administration of accounts. A change and its audit entry are written in one transaction. A change takes effect at once on
 * every replica.
 */
@Singleton
public class Accounts {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._-]{1,100}");

    private final ModeratorRepository repository;
    private final Passwords passwords;
    private final Sites sites;
    private final AuditTrail auditTrail;
    private final ApplicationEventPublisher<AccountChanged> events;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    Accounts(
            ModeratorRepository repository,
            Passwords passwords,
            Sites sites,
            AuditTrail auditTrail,
            ApplicationEventPublisher<AccountChanged> events,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.sites = sites;
        this.auditTrail = auditTrail;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** All accounts, sorted by name. */
    public List<Account> list() {
        return repository.findAll().stream().map(Accounts::toAccount).toList();
    }

    /** @param name in any case */
    public Optional<Account> find(String name) {
        String stored = Moderators.storedName(name);
        // PostgreSQL refuses a text with a NUL character.
        return stored.indexOf('\0') >= 0
                ? Optional.empty()
                : repository.find(stored).map(Accounts::toAccount);
    }

    /** One page of all accounts, sorted by name. The next page begins after the last name; it may be empty. */
    public List<Account> page(@Nullable String after, int limit) {
        return repository.findPage(after == null ? "" : after, limit).stream()
                .map(Accounts::toAccount)
                .toList();
    }

    private static Account toAccount(ModeratorRepository.Row row) {
        Moderator moderator = Moderators.toModerator(row);
        return new Account(row.name(), moderator.roles(), moderator.sites(), row.disabledAt());
    }

    /**
     * Adds a local account.
     *
     * @param name in any case; the account gets its {@linkplain UserName#fold folded} form
     */
    public AccountOutcome add(Actor actor, String name, String password, Set<Role> roles, Set<String> siteNames) {
        List<AccountOutcome> refusals = refusals(name, password, roles, siteNames);
        if (!refusals.isEmpty()) {
            return refusals.getFirst();
        }
        String stored = UserName.fold(name);
        if (roles.contains(Role.PRIVACY) && !mayGrantPrivacy(actor)) {
            return new AccountOutcome.PrivacyNotHeld();
        }
        String hash = passwords.hash(password);
        return transactions.executeWrite(_ ->
                repository.add(stored, hash, AccountScope.roles(roles), AccountScope.sites(siteNames), clock.instant())
                                == 0
                        ? new AccountOutcome.NameTaken()
                        : recorded(actor, AuditAction.MODERATOR_ADDED, AccountScope.detail(stored, roles, siteNames)));
    }

    /** Why the values of a new account are refused, whatever accounts there are. */
    public List<AccountOutcome> refusals(String name, String password, Set<Role> roles, Set<String> siteNames) {
        String stored = UserName.fold(name);
        List<AccountOutcome> refusals = new ArrayList<>();
        // Folding removes invisible characters, which are refused here.
        String visible = Normalizer.normalize(name, Normalizer.Form.NFKC);
        if (!NAME.matcher(stored).matches() || !NAME.matcher(visible).matches()) {
            refusals.add(new AccountOutcome.InvalidName());
        }
        refusePassword(password, stored).ifPresent(refusals::add);
        refuseScope(roles, siteNames, siteNames).ifPresent(refusals::add);
        return refusals;
    }

    /** Makes several changes together. The first refusal undoes the others. */
    public AccountOutcome update(Actor actor, String name, AccountUpdate update) {
        return transactions.executeWrite(status -> {
            List<Supplier<AccountOutcome>> changes = new ArrayList<>();
            changes.add(() -> change(actor, name, update.roles(), update.sites()));
            String password = update.password();
            if (password != null) {
                changes.add(() -> changePassword(actor, name, password));
            }
            Boolean isDisabled = update.isDisabled();
            if (isDisabled != null) {
                changes.add(isDisabled ? () -> disable(actor, name) : () -> enable(actor, name));
            }
            return changes.stream()
                    .map(Supplier::get)
                    .filter(outcome ->
                            !(outcome instanceof AccountOutcome.Done || outcome instanceof AccountOutcome.Unchanged))
                    .findFirst()
                    .map(refusal -> {
                        status.setRollbackOnly();
                        return refusal;
                    })
                    .orElseGet(AccountOutcome.Done::new);
        });
    }

    /**
     * Changes the roles and sites of an account. An administrator cannot remove their own role ADMIN, and can give the role
     * PRIVACY only if they have it themselves.
     *
     * @param roles null to leave them unchanged
     * @param siteNames null to leave them unchanged
     */
    public AccountOutcome change(Actor actor, String name, @Nullable Set<Role> roles, @Nullable Set<String> siteNames) {
        return changeLocal(name, row -> {
            Moderator before = Moderators.toModerator(row);
            Set<Role> newRoles = roles == null ? before.roles() : roles;
            Set<String> newSites = siteNames == null ? before.sites() : siteNames;
            if (newRoles.equals(before.roles()) && newSites.equals(before.sites())) {
                return new AccountOutcome.Unchanged();
            }
            if (actor.is(row.name()) && before.has(Role.ADMIN) && !newRoles.contains(Role.ADMIN)) {
                return new AccountOutcome.OwnAccount();
            }
            // A site that is no longer configured stays as long as the sites are not changed.
            Optional<AccountOutcome> refusal =
                    refuseScope(newRoles, siteNames == null ? Set.of() : siteNames, newSites);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (newRoles.contains(Role.PRIVACY) && !before.has(Role.PRIVACY) && !mayGrantPrivacy(actor)) {
                return new AccountOutcome.PrivacyNotHeld();
            }
            // A null keeps the row's current value, which another administrator may have just changed.
            Supplier<AccountOutcome> change = () -> {
                repository.changeScope(
                        row.name(),
                        roles == null ? null : AccountScope.roles(roles),
                        siteNames == null ? null : AccountScope.sites(siteNames));
                Moderator now =
                        Moderators.toModerator(repository.find(row.name()).orElseThrow());
                events.publishEvent(new AccountChanged(row.name(), AccountChanged.Kind.ROLES_OR_SITES));
                return recorded(
                        actor,
                        AuditAction.MODERATOR_CHANGED,
                        AccountScope.detail(row.name(), now.roles(), now.sites()));
            };
            return newRoles.contains(Role.ADMIN) ? change.get() : unlessLastAdmin(row, change);
        });
    }

    /**
     * Disables an account and ends its sessions. The ended sessions stay invalid after the account is enabled again. A
     * provider's tokens are refused while the account is disabled.
     */
    public AccountOutcome disable(Actor actor, String name) {
        return changeExisting(name, row -> {
            if (actor.is(row.name())) {
                return new AccountOutcome.OwnAccount();
            }
            return unlessLastAdmin(row, () -> {
                if (repository.disable(row.name(), clock.instant()) == 0) {
                    return new AccountOutcome.Unchanged();
                }
                events.publishEvent(new AccountChanged(row.name(), AccountChanged.Kind.DISABLED));
                return recorded(actor, AuditAction.MODERATOR_DISABLED, row.name());
            });
        });
    }

    public AccountOutcome enable(Actor actor, String name) {
        return changeExisting(
                name,
                row -> repository.enable(row.name()) == 0
                        ? new AccountOutcome.Unchanged()
                        : recorded(actor, AuditAction.MODERATOR_ENABLED, row.name()));
    }

    /**
     * Also ends every session of the account. The password of an account with the role PRIVACY can be changed only by an
     * administrator with that role: with the password comes the role.
     */
    public AccountOutcome changePassword(Actor actor, String name, String password) {
        Optional<AccountOutcome> refusal = refusePassword(password, Moderators.storedName(name));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String hash = passwords.hash(password);
        return changeLocal(name, row -> {
            if (Moderators.toModerator(row).has(Role.PRIVACY) && !mayGrantPrivacy(actor)) {
                return new AccountOutcome.PrivacyNotHeld();
            }
            repository.changePassword(row.name(), hash);
            events.publishEvent(new AccountChanged(row.name(), AccountChanged.Kind.PASSWORD));
            return recorded(actor, AuditAction.PASSWORD_CHANGED, row.name());
        });
    }

    /**
     * Changes the moderator's own password and ends every other session of the account.
     *
     * @param confirmed the session in which the moderator gave the current password
     * @return the session that replaces the confirmed one; empty if that one has been ended meanwhile
     * @throws IllegalArgumentException if the {@link PasswordPolicy} refuses the password
     */
    public Optional<Session> changeOwnPassword(Session confirmed, String password) {
        String name = confirmed.moderator();
        if (PasswordPolicy.check(password, name).isPresent()) {
            throw new IllegalArgumentException("Not a valid password");
        }
        String hash = passwords.hash(password);
        return transactions.executeWrite(_ -> {
            if (repository.changeOwnPassword(name, confirmed.generation(), hash) == 0) {
                return Optional.empty();
            }
            events.publishEvent(new AccountChanged(name, AccountChanged.Kind.PASSWORD));
            auditTrail.record(new AuditEntry(clock.instant(), name, AuditAction.PASSWORD_CHANGED, null, name));
            return Optional.of(new Session(name, confirmed.generation() + 1));
        });
    }

    private AccountOutcome changeLocal(String name, Function<ModeratorRepository.Row, AccountOutcome> change) {
        return changeExisting(
                name, row -> row.passwordHash() == null ? new AccountOutcome.ManagedByProvider() : change.apply(row));
    }

    private AccountOutcome changeExisting(String name, Function<ModeratorRepository.Row, AccountOutcome> change) {
        String stored = Moderators.storedName(name);
        // PostgreSQL refuses a text with a NUL character.
        return stored.indexOf('\0') >= 0
                ? new AccountOutcome.NoSuchAccount()
                : transactions.executeWrite(
                        _ -> repository.find(stored).map(change).orElseGet(AccountOutcome.NoSuchAccount::new));
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

    private Optional<AccountOutcome> refuseScope(Set<Role> roles, Set<String> addedSites, Set<String> siteNames) {
        Set<String> unknown = unknownSites(addedSites);
        if (!unknown.isEmpty()) {
            return Optional.of(new AccountOutcome.UnknownSites(unknown));
        }
        boolean isWithoutSites = roles.contains(Role.MODERATOR) && !roles.contains(Role.ADMIN) && siteNames.isEmpty();
        return isWithoutSites ? Optional.of(new AccountOutcome.SiteRequired()) : Optional.empty();
    }

    private static Optional<AccountOutcome> refusePassword(String password, String name) {
        return PasswordPolicy.check(password, name).map(AccountOutcome.InvalidPassword::new);
    }

    // Otherwise an administrator could give the role to themselves, or to a second account of theirs.
    private boolean mayGrantPrivacy(Actor actor) {
        return actor.name() == null
                || repository
                        .find(actor.name())
                        .map(Moderators::toModerator)
                        .filter(moderator -> moderator.has(Role.PRIVACY))
                        .isPresent();
    }
}
