package mizan.mail.recipient;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import mizan.mail.smtp.SmtpConfiguration;
import org.jspecify.annotations.Nullable;

/** The addresses to which moderators want digests. An account has at most one. */
@Singleton
public class ModeratorAddresses {

    private final Recipients recipients;
    private final RecipientRepository repository;
    private final EmailVault vault;
    private final TransactionOperations<Connection> transactions;
    private final boolean isAvailable;
    private final Clock clock;

    ModeratorAddresses(
            Recipients recipients,
            RecipientRepository repository,
            EmailVault vault,
            TransactionOperations<Connection> transactions,
            Optional<SmtpConfiguration> smtp,
            Clock clock) {
        this.recipients = recipients;
        this.repository = repository;
        this.vault = vault;
        this.transactions = transactions;
        this.isAvailable = smtp.isPresent();
        this.clock = clock;
    }

    /** Whether the service sends e-mails. */
    public boolean areAvailable() {
        return isAvailable;
    }

    /** The address of an account; empty if it has none. */
    public Optional<ModeratorAddress> find(String moderator) {
        return repository
                .ofModerator(moderator)
                .flatMap(row -> vault.masked(row.address(), row.id())
                        .map(masked -> new ModeratorAddress(
                                masked, row.state() == RecipientState.CONFIRMED, row.quietHours())));
    }

    /** Sets the address of an account, which then is asked for a confirmation. The same address again changes nothing. */
    public void set(String moderator, EmailAddress address, Locale language) {
        Instant now = clock.instant();
        transactions.executeWrite(_ -> {
            Optional<RecipientRow> current = repository.ofModerator(moderator);
            boolean isKnown = current.flatMap(row -> vault.address(row.address(), row.id())
                            .filter(address::equals)
                            .map(_ -> row))
                    .map(row -> {
                        repository.use(row.id(), language.toLanguageTag(), now);
                        return true;
                    })
                    .orElse(false);
            if (!isKnown) {
                repository.removeOfModerator(moderator, now);
                recipients.add(moderator, address, language);
                current.ifPresent(row -> repository.setQuietHours(moderator, row.quietHours()));
            }
            return true;
        });
    }

    /** @param quietHours hours without digests, such as {@code 22:00-07:00}; null for those of the service */
    public void setQuietHours(String moderator, @Nullable String quietHours) {
        repository.setQuietHours(moderator, quietHours);
    }

    /** Removes the address of an account. */
    public void remove(String moderator) {
        repository.removeOfModerator(moderator, clock.instant());
    }

    /**
     * The address of an account.
     *
     * @param masked as moderators see addresses
     * @param quietHours null for those of the service
     */
    public record ModeratorAddress(
            String masked, boolean isConfirmed, @Nullable String quietHours) {}
}
