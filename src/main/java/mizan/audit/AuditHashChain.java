package mizan.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import mizan.audit.HashChainRepository.ChainedRow;
import mizan.audit.HashChainRepository.Head;
import org.jspecify.annotations.Nullable;

/**
 * The hash chain over the audit trail. A background job appends entries shortly after they are written, so that decisions
 * do not wait for one another. {@link #verify} then detects each changed, deleted or inserted entry. A truncated chain is
 * detected only with a checkpoint: a hash that was stored elsewhere.
 */
@Singleton
public class AuditHashChain {

    private static final int BATCH_SIZE = 1_000;
    private static final int ID_RANGE = 50_000;

    /**
     * The transaction of an entry has ended after this time: the statement timeout is 3 s, the idle transaction timeout
     * 30 s. Before that, an entry with a smaller id may still be committed.
     */
    private static final Duration SETTLING_TIME = Duration.ofMinutes(2);

    /** An entry may be dated this much before an earlier one in the chain: transactions overlap, and clocks differ. */
    private static final Duration DATE_TOLERANCE = Duration.ofMinutes(10);

    /** A hash of the chain in hexadecimal. */
    private static final Pattern CHECKPOINT = Pattern.compile("[0-9a-fA-F]{64}");

    /** How often the job looks for late entries: those with a smaller id than entries that are already in the chain. */
    private static final Duration LATE_ENTRY_INTERVAL = SETTLING_TIME.dividedBy(4);

    private final HashChainRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private volatile Instant lastLateEntrySearch = Instant.EPOCH;

    /** The newer entries that are not in the chain; NaN while the database is unavailable. */
    private volatile double unchained = Double.NaN;

    AuditHashChain(
            HashChainRepository repository,
            TransactionOperations<Connection> transactions,
            Clock clock,
            MeterRegistry meters) {
        Gauge.builder("mizan.audit.unchained", () -> unchained)
                .description("Audit entries that are not in the hash chain yet")
                .register(meters);
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "${mizan.audit-chain-interval}", fixedDelay = "${mizan.audit-chain-interval}")
    void appendInBackground() {
        try {
            appendAll();
            unchained = repository.countUnchainedAfterHead();
        } catch (RuntimeException e) {
            unchained = Double.NaN;
            throw e;
        }
    }

    /** Appends all entries that are not yet in the chain. If several replicas call this at once, only one appends. */
    void appendAll() {
        Instant now = clock.instant();
        appendAbove(repository::highestEntryId);
        // This search reads every entry that was appended lately, so it does not run each time.
        if (Duration.between(lastLateEntrySearch, now).abs().compareTo(LATE_ENTRY_INTERVAL) >= 0) {
            appendAbove(() -> settledEntryId(now));
            lastLateEntrySearch = now;
        }
    }

    private void appendAbove(LongSupplier entryId) {
        while (appendBatch(entryId) == BATCH_SIZE) {
            // Continue with the next batch.
        }
    }

    private int appendBatch(LongSupplier above) {
        return transactions.executeWrite(_ -> {
            if (!repository.tryLock()) {
                return 0;
            }
            List<AuditRow> entries = repository.findUnchained(above.getAsLong(), BATCH_SIZE);
            Optional<Head> head = repository.head();
            long number = head.map(Head::number).orElse(0L);
            ChainHash hash = head.map(last -> new ChainHash(last.hash())).orElse(ChainHash.FIRST);
            List<String> hashes = new ArrayList<>();
            for (AuditRow entry : entries) {
                hash = hash.next(entry);
                hashes.add(hash.toString());
            }
            if (!entries.isEmpty()) {
                repository.add(
                        LongStream.rangeClosed(number + 1, number + entries.size())
                                .boxed()
                                .toArray(Long[]::new),
                        entries.stream().map(AuditRow::id).toArray(Long[]::new),
                        hashes.toArray(String[]::new),
                        clock.instant());
            }
            return entries.size();
        });
    }

    /** The newest link, read without verification. Empty while the chain is empty. */
    public Optional<ChainHead> head() {
        return repository.head().map(head -> new ChainHead(head.number(), new ChainHash(head.hash()).toString()));
    }

    /** Whether a text has the form of a checkpoint. */
    public static boolean isCheckpoint(String text) {
        return CHECKPOINT.matcher(text).matches();
    }

    /**
     * Verifies the whole chain.
     *
     * @param checkpoint a hash that was stored elsewhere, in hexadecimal, or null. If the chain does not contain it, the
     *     chain was truncated or rebuilt.
     */
    public Verification verify(@Nullable String checkpoint) {
        ChainHash hash = ChainHash.FIRST;
        Instant latest = Instant.EPOCH;
        long number = 0;
        boolean isCheckpointFound = checkpoint == null;
        List<ChainedRow> page;
        do {
            page = repository.findAfter(number, BATCH_SIZE);
            for (ChainedRow link : page) {
                if (link.number() != number + 1) {
                    return new Verification.Tampered(link.entryId(), "the previous link is missing");
                }
                number = link.number();
                Optional<AuditRow> entry = link.entry();
                if (entry.isEmpty()) {
                    return new Verification.Tampered(link.entryId(), "it was deleted");
                }
                hash = hash.next(entry.get());
                if (!hash.hasBytes(link.hash())) {
                    return new Verification.Tampered(link.entryId(), "it or its hash was changed");
                }
                // The service appends entries soon after they happen, so an old date is a forged one.
                Instant at = entry.get().at();
                if (at.isBefore(latest.minus(DATE_TOLERANCE))) {
                    return new Verification.Tampered(
                            link.entryId(), "it was inserted after entries of " + latest + ", but is dated " + at);
                }
                latest = at.isAfter(latest) ? at : latest;
                isCheckpointFound = isCheckpointFound || hash.toString().equalsIgnoreCase(checkpoint);
            }
        } while (!page.isEmpty());
        Optional<Long> inserted = findInserted();
        if (inserted.isPresent()) {
            return new Verification.Tampered(inserted.get(), "it was inserted later and is not in the chain");
        }
        return isCheckpointFound
                ? new Verification.Intact(
                        number, hash.toString(), repository.countUnchained(settledEntryId(clock.instant())))
                : new Verification.Truncated(number);
    }

    // Searches ranges of ids, so that each statement stays short.
    private Optional<Long> findInserted() {
        long settled = settledEntryId(clock.instant());
        for (long above = 0; above < settled; above += ID_RANGE) {
            Optional<Long> found = repository.findFirstUnchained(above, Math.min(above + ID_RANGE, settled));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private long settledEntryId(Instant now) {
        return repository.settledEntryId(now.minus(SETTLING_TIME));
    }
}
