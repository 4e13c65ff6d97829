package mizan.moderator;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the OpenID provider. An account with a role gets a row at its first request. It can then be listed, and
 * disabled independently of the provider. The newest token determines the roles and sites: an older token does not restore
 * a role or site that a newer one has revoked.
 */
@Singleton
public class ProviderAccounts {

    private final ModeratorRepository repository;
    private final AuditTrail auditTrail;
    private final ApplicationEventPublisher<AccountChanged> events;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ProviderAccounts(
            ModeratorRepository repository,
            AuditTrail auditTrail,
            ApplicationEventPublisher<AccountChanged> events,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.auditTrail = auditTrail;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The current state of the account, possibly without any role; empty if it is disabled. */
    public Optional<Moderator> resolve(ProviderIdentity identity) {
        Optional<ModeratorRepository.Row> row = store(identity);
        return row.isEmpty()
                ? Optional.of(new Moderator(identity.name(), Set.of(), Set.of()))
                : row.filter(found -> found.disabledAt() == null).map(Moderators::toModerator);
    }

    /** Begins a session; empty if the account is disabled or has no role. Success and failure are audited. */
    public Optional<Session> signIn(ProviderIdentity identity) {
        Optional<ModeratorRepository.Row> row = store(identity);
        Optional<Session> session = row.filter(found -> found.disabledAt() == null && found.roles().length > 0)
                .map(found -> new Session(found.name(), found.sessionGeneration()));
        auditTrail.record(new AuditEntry(
                clock.instant(),
                row.map(ModeratorRepository.Row::name).orElse(null),
                session.isPresent() ? AuditAction.SIGNED_IN : AuditAction.SIGN_IN_REFUSED,
                null,
                session.isPresent() ? null : identity.name()));
        return session;
    }

    private Optional<ModeratorRepository.Row> store(ProviderIdentity identity) {
        Optional<ModeratorRepository.Row> known = repository.find(identity.name());
        if (known.map(row -> isUpToDate(row, identity)).orElse(identity.roles().isEmpty())) {
            return known;
        }
        transactions.executeWrite(_ -> {
            insertOrUpdate(identity, repository.lock(identity.name()).orElse(null));
            return null;
        });
        return repository.find(identity.name());
    }

    private static boolean isUpToDate(ModeratorRepository.Row row, ProviderIdentity identity) {
        return row.tokenIssuedAt() != null && !row.tokenIssuedAt().isBefore(identity.issuedAt());
    }

    private void insertOrUpdate(ProviderIdentity identity, ModeratorRepository.@Nullable Row known) {
        String[] roles = AccountScope.roles(identity.roles());
        String[] sites = AccountScope.sites(identity.sites());
        if (known == null) {
            if (repository.addOfProvider(identity.name(), roles, sites, identity.issuedAt(), clock.instant()) == 1) {
                record(AuditAction.MODERATOR_ADDED, identity);
            }
        } else if (repository.changeScopeByProvider(identity.name(), roles, sites, identity.issuedAt()) == 1) {
            Moderator before = Moderators.toModerator(known);
            if (!before.roles().equals(identity.roles()) || !before.sites().equals(identity.sites())) {
                events.publishEvent(new AccountChanged(identity.name(), AccountChanged.Kind.ROLES_OR_SITES));
                record(AuditAction.MODERATOR_CHANGED, identity);
            }
        }
    }

    private void record(AuditAction action, ProviderIdentity identity) {
        auditTrail.record(new AuditEntry(
                clock.instant(),
                null,
                action,
                null,
                AccountScope.detail(identity.name(), identity.roles(), identity.sites())));
    }
}
