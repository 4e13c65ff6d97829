package mizan.audit;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import mizan.audit.HashChainRepository.Head;
import mizan.audit.HashChainRepository.SealedRow;
import mizan.platform.database.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * The hash chain over the audit trail. Entries are sealed shortly after they are written, in the background, so that a
 * decision does not wait for the one before it. What is sealed cannot be changed, left out or slipped in any more without
 * {@link #verify} naming it, as long as the last hash is known from elsewhere.
 */
@Singleton
public class AuditHashChain {

    private static final int SEALED_AT_ONCE = 1_000;
    private static final int LOOKED_AT_ONCE = 50_000;

    /**
     * An entry's transaction is over by then: a statement ends after 3 s, and one that stands still is ended after 30.
     * Until then an entry with a smaller number may still appear.
     */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** What a longer transaction has written, below entries that are sealed, is looked for so often. */
    private static final Duration LOOKED_BACK = SETTLED.dividedBy(4);

    private final HashChainRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private volatile Instant lookedBack = Instant.EPOCH;

    AuditHashChain(HashChainRepository repository, TransactionOperations<Connection> transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "${mizan.audit-seal-interval}", fixedDelay = "${mizan.audit-seal-interval}")
    void sealInTheBackground() {
        try {
            sealAll();
        } catch (RuntimeException e) {
            // The next one seals what this one has left.
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }

    /** Seals what is not sealed yet. Of several replicas at once one does so. */
    void sealAll() {
        Instant now = clock.instant();
        sealAbove(repository::highest);
        // Those sealed lately are passed one by one on the way: not at each turn, when many are decided.
        if (Duration.between(lookedBack, now).abs().compareTo(LOOKED_BACK) >= 0) {
            sealAbove(() -> settled(now));
            lookedBack = now;
        }
    }

    private void sealAbove(LongSupplier entry) {
        while (seal(entry) == SEALED_AT_ONCE) {
            // There is more.
        }
    }

    private int seal(LongSupplier above) {
        return transactions.executeWrite(_ -> {
            if (!repository.isMyTurn()) {
                return 0;
            }
            List<AuditRow> unsealed = repository.unsealed(above.getAsLong(), SEALED_AT_ONCE);
            Optional<Head> head = repository.head();
            long number = head.map(Head::number).orElse(0L);
            ChainHash hash = head.map(last -> new ChainHash(last.hash())).orElse(ChainHash.FIRST);
            List<String> hashes = new ArrayList<>();
            for (AuditRow entry : unsealed) {
                hash = hash.next(entry);
                hashes.add(hash.toString());
            }
            if (!unsealed.isEmpty()) {
                repository.add(
                        LongStream.rangeClosed(number + 1, number + unsealed.size())
                                .boxed()
                                .toArray(Long[]::new),
                        unsealed.stream().map(AuditRow::id).toArray(Long[]::new),
                        hashes.toArray(String[]::new),
                        clock.instant());
            }
            return unsealed.size();
        });
    }

    /** How far it goes, at no cost; whether it is whole, only {@link #verify} tells. Empty while nothing is sealed. */
    public Optional<ChainHead> head() {
        return repository.head().map(head -> new ChainHead(head.number(), new ChainHash(head.hash()).toString()));
    }

    /**
     * Goes through the whole chain.
     *
     * @param noted a link that was written down elsewhere, in hexadecimal, or null: it has to be there still, or the end
     *     was cut off or everything made anew
     */
    public Verification verify(@Nullable String noted) {
        ChainHash hash = ChainHash.FIRST;
        long number = 0;
        boolean isNotedFound = noted == null;
        List<SealedRow> page;
        do {
            page = repository.after(number, SEALED_AT_ONCE);
            for (SealedRow sealed : page) {
                if (sealed.number() != number + 1) {
                    return new Verification.Tampered(sealed.entryId(), "the seal before its own is missing");
                }
                number = sealed.number();
                Optional<AuditRow> entry = sealed.entry();
                if (entry.isEmpty()) {
                    return new Verification.Tampered(sealed.entryId(), "it was taken out");
                }
                hash = hash.next(entry.get());
                if (!hash.is(sealed.hash())) {
                    return new Verification.Tampered(sealed.entryId(), "it was changed, or its seal was");
                }
                isNotedFound = isNotedFound || hash.toString().equals(noted);
            }
        } while (!page.isEmpty());
        Optional<Long> slippedIn = slippedIn();
        if (slippedIn.isPresent()) {
            return new Verification.Tampered(slippedIn.get(), "it was slipped in: it has no seal");
        }
        return isNotedFound ? new Verification.Intact(number, hash.toString()) : new Verification.Truncated(number);
    }

    // In parts, so that no statement takes long.
    private Optional<Long> slippedIn() {
        long settled = settled(clock.instant());
        for (long above = 0; above < settled; above += LOOKED_AT_ONCE) {
            Optional<Long> found = repository.slippedIn(above, Math.min(above + LOOKED_AT_ONCE, settled));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private long settled(Instant now) {
        return repository.settled(now.minus(SETTLED));
    }
}
