package mizan.comment;

import static java.util.stream.Collectors.toMap;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import mizan.platform.Columns;
import mizan.platform.DatabaseAway;
import org.jspecify.annotations.Nullable;

/** The comments that this service keeps. */
@Singleton
public class Comments {

    private final Additions additions;
    private final CommentRepository repository;
    private final DecisionRepository decisions;
    private final WithdrawalRepository withdrawals;
    private final TransactionOperations<Connection> transactions;

    Comments(
            Additions additions,
            CommentRepository repository,
            DecisionRepository decisions,
            WithdrawalRepository withdrawals,
            TransactionOperations<Connection> transactions) {
        this.additions = additions;
        this.repository = repository;
        this.decisions = decisions;
        this.withdrawals = withdrawals;
        this.transactions = transactions;
    }

    /**
     * Keeps a new comment as PENDING, and returns when it is committed. Of several callers with the same digest or the
     * same key at once, one succeeds.
     *
     * @throws CompletionException with a cause that {@link DatabaseAway} knows, while the database is away
     */
    public AddOutcome add(NewComment comment, @Nullable IdempotencyKey key) {
        return additions.add(Addition.of(comment, key, null));
    }

    /**
     * Keeps a new comment as REJECTED, which the service decides by itself.
     *
     * @param along what is written in the same transaction
     */
    public AddOutcome addRejected(
            NewComment comment, @Nullable IdempotencyKey key, RejectionReason reason, Runnable along) {
        return additions.add(Addition.of(comment, key, reason), along);
    }

    /**
     * Decides on comments, each once: status, decision, the author's numbers, audit entry and announcement change together
     * or not at all. Of many callers at once exactly one decides on a comment.
     *
     * @param proposals each about another comment
     * @param sites on which each of the moderators decides, by their names
     * @param batch under which they can be taken back together, or null
     * @param now when it is announced
     * @param soon when claims are about to end that end before it
     * @return those that were made; not the others, whose comment has moved on, is not of these sites or is held by another
     *     moderator, or stands so that the verdict does not fit
     */
    public List<DecidedComment> decide(
            List<ProposedDecision> proposals,
            Map<String, Set<String>> sites,
            @Nullable UUID batch,
            Instant now,
            Instant soon) {
        Map<UUID, Decision> proposed =
                proposals.stream().collect(toMap(proposal -> proposal.comment().value(), ProposedDecision::decision));
        List<Map.Entry<String, String>> own = sites.entrySet().stream()
                .flatMap(decider -> decider.getValue().stream().map(site -> Map.entry(decider.getKey(), site)))
                .toList();
        return decisions
                .decide(
                        Columns.texts(proposals, proposal -> proposal.comment().toString()),
                        Columns.integers(proposals, ProposedDecision::version),
                        Columns.texts(
                                proposals,
                                proposal -> proposal.decision().verdict().name()),
                        Columns.texts(
                                proposals,
                                proposal -> Optional.ofNullable(
                                                proposal.decision().reason())
                                        .map(RejectionReason::name)
                                        .orElse(null)),
                        Columns.texts(proposals, proposal -> proposal.decision().note()),
                        Columns.texts(proposals, proposal -> proposal.decision().moderator()),
                        Columns.texts(
                                proposals, proposal -> proposal.decision().at().toString()),
                        own.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        own.stream().map(Map.Entry::getValue).toArray(String[]::new),
                        batch,
                        now,
                        soon)
                .stream()
                .map(row -> new DecidedComment(
                        new CommentId(row.id()),
                        row.version(),
                        row.site(),
                        row.article(),
                        Objects.requireNonNull(proposed.get(row.id())),
                        row.claimsEnding()))
                .toList();
    }

    /** How the comment stands that this receipt was given for. */
    public Optional<Standing> standing(Receipt receipt) {
        return repository.standing(receipt.hash());
    }

    /** Erases what is personal about a comment and leaves an empty place; the receipt is void after it. */
    public Optional<WithdrawnComment> withdraw(Receipt receipt, Instant at) {
        return transactions.executeWrite(_ -> {
            Optional<WithdrawalRepository.Row> withdrawn =
                    withdrawals.withdraw(receipt.hash(), at).stream().findFirst();
            withdrawn.ifPresent(row -> forgetAuthor(row.emailFingerprint(), row.site()));
            return withdrawn.map(
                    row -> new WithdrawnComment(new CommentId(row.id()), row.version(), row.site(), row.article()));
        });
    }

    private void forgetAuthor(byte @Nullable [] emailFingerprint, String site) {
        if (emailFingerprint != null) {
            withdrawals.forgetAuthor(emailFingerprint, site);
        }
    }

    /** Forgets the idempotency keys of requests before this instant. */
    public long sweepKeys(Instant before) {
        return repository.sweepKeys(before);
    }
}
