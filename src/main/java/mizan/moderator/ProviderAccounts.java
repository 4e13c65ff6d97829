package mizan.moderator;

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
 * The accounts of those whom an OpenID provider vouches for. The first time that somebody with a role is seen they get a
 * row, so that they can be listed, and disabled whatever the provider says. Roles and sites are what was claimed last: an
 * older token gives nobody back what a newer one has taken away.
 */
@Singleton
public class ProviderAccounts {

    private final ModeratorRepository repository;
    private final AuditTrail auditTrail;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ProviderAccounts(
            ModeratorRepository repository,
            AuditTrail auditTrail,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.auditTrail = auditTrail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The account as it is now, without any role if the person has none here; empty if it is disabled. */
    Optional<Moderator> resolve(ProviderIdentity claimed) {
        Optional<ModeratorRepository.Row> row = row(claimed);
        return row.isEmpty()
                ? Optional.of(new Moderator(claimed.name(), Set.of(), Set.of()))
                : row.filter(found -> found.disabledAt() == null).map(Moderators::moderator);
    }

    /** Begins a session for somebody who may have one; empty for those with no role here, and the disabled. Audited. */
    public Optional<Session> signIn(ProviderIdentity claimed) {
        Optional<ModeratorRepository.Row> row = row(claimed);
        Optional<Session> session = row.filter(found -> found.disabledAt() == null && found.roles().length > 0)
                .map(found -> new Session(found.name(), found.session()));
        auditTrail.record(new AuditEntry(
                clock.instant(),
                row.map(ModeratorRepository.Row::name).orElse(null),
                session.isPresent() ? AuditAction.SIGNED_IN : AuditAction.SIGN_IN_REFUSED,
                null,
                session.isPresent() ? null : claimed.name()));
        return session;
    }

    private Optional<ModeratorRepository.Row> row(ProviderIdentity claimed) {
        Optional<ModeratorRepository.Row> known = repository.find(claimed.name());
        if (known.map(row -> isUpToDate(row, claimed)).orElse(claimed.roles().isEmpty())) {
            return known;
        }
        transactions.executeWrite(_ -> {
            takeOver(claimed, repository.lock(claimed.name()).orElse(null));
            return null;
        });
        return repository.find(claimed.name());
    }

    private static boolean isUpToDate(ModeratorRepository.Row row, ProviderIdentity claimed) {
        return row.claimedAt() != null && !row.claimedAt().isBefore(claimed.asOf());
    }

    private void takeOver(ProviderIdentity claimed, ModeratorRepository.@Nullable Row known) {
        String[] roles = AccountScope.roles(claimed.roles());
        String[] sites = AccountScope.sites(claimed.sites());
        if (known == null) {
            if (repository.add(claimed.name(), null, roles, sites, claimed.asOf(), clock.instant()) == 1) {
                record(AuditAction.MODERATOR_ADDED, claimed);
            }
        } else if (repository.claim(claimed.name(), roles, sites, claimed.asOf()) == 1) {
            Moderator before = Moderators.moderator(known);
            if (!before.roles().equals(claimed.roles()) || !before.sites().equals(claimed.sites())) {
                record(AuditAction.MODERATOR_CHANGED, claimed);
            }
        }
    }

    private void record(AuditAction action, ProviderIdentity claimed) {
        auditTrail.record(new AuditEntry(
                clock.instant(),
                null,
                action,
                null,
                AccountScope.detail(claimed.name(), claimed.roles(), claimed.sites())));
    }
}
