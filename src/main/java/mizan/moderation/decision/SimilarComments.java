package mizan.moderation.decision;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.moderation.decision.SimilarCommentRepository.Row;
import mizan.moderator.Moderator;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.screening.match.TextSignature;
import mizan.text.FoldedText;

/**
 * Pending comments with nearly the same text, as a raid sends them: one decision is made for all. They are compared by the
 * signatures that screening uses, when they are asked for. Nothing about them is stored, and all replicas find the same.
 */
@Singleton
public class SimilarComments {

    /** So many pending comments of the site are compared, the oldest first. */
    private static final int MAX_COMPARED = 20_000;

    private static final int PAGE_SIZE = 500;

    private final SimilarCommentRepository repository;
    private final Batches batches;
    private final Clock clock;

    SimilarComments(SimilarCommentRepository repository, Batches batches, Clock clock) {
        this.repository = repository;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * The pending comments of the same site with nearly the same text, oldest first. The comment itself is the first of them
     * if it is pending. Empty if there is no such comment.
     *
     * @throws ProblemException not-allowed on a site of other moderators
     */
    public Optional<List<CommentId>> find(Moderator moderator, CommentId comment) {
        return original(moderator, comment)
                .map(original -> similar(original).stream()
                        .map(row -> new CommentId(row.id()))
                        .toList());
    }

    /**
     * Makes one decision on a comment and on up to 499 pending ones with nearly the same text, as a batch that can be undone.
     * The rest is left for the next call.
     *
     * @param request the decision, without a version
     * @return empty if there is no such comment
     * @throws ProblemException not-allowed on a site of other moderators, or 422 if the decision is invalid
     */
    public Optional<Decided> decide(Moderator moderator, CommentId comment, Verdict verdict, DecisionRequest request) {
        Instant now = clock.instant();
        Decision decision = request.decision(verdict, moderator.name(), now);
        return original(moderator, comment).map(original -> {
            List<Row> similar = similar(original);
            List<ProposedDecision> proposals = similar.stream()
                    .limit(Batches.MAX_DECISIONS)
                    .map(row -> new ProposedDecision(new CommentId(row.id()), row.version(), decision))
                    .toList();
            Batches.Result result = batches.decide(moderator, proposals);
            long decided = result.outcomes().stream()
                    .filter(outcome -> outcome instanceof DecisionOutcome.Decided)
                    .count();
            return new Decided(result.batch(), decided, similar.size() - decided);
        });
    }

    /**
     * Undoes a batch.
     *
     * @return whether there is such a batch of the moderator
     */
    public boolean undo(Moderator moderator, UUID batch) {
        return batches.undo(moderator, batch) instanceof UndoOutcome.Undone;
    }

    private Optional<Row> original(Moderator moderator, CommentId comment) {
        Optional<Row> original = repository.find(comment.value());
        if (original.filter(row -> !moderator.canModerate(row.site())).isPresent()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return original;
    }

    private List<Row> similar(Row original) {
        TextSignature signature = signature(original);
        List<Row> similar = new ArrayList<>();
        if (original.status() == CommentStatus.PENDING) {
            similar.add(original);
        }
        Instant at = Instant.EPOCH;
        UUID id = new UUID(0, 0);
        List<Row> page;
        int compared = 0;
        do {
            page = repository.pending(original.site(), at, id, PAGE_SIZE);
            page.stream()
                    .filter(row -> !row.id().equals(original.id()) && isSimilar(original, signature, row))
                    .forEach(similar::add);
            compared += page.size();
            if (!page.isEmpty()) {
                at = page.getLast().submittedAt();
                id = page.getLast().id();
            }
        } while (page.size() == PAGE_SIZE && compared < MAX_COMPARED);
        return similar;
    }

    private static boolean isSimilar(Row original, TextSignature signature, Row other) {
        return other.body().equals(original.body()) || signature.isSimilarTo(signature(other));
    }

    private static TextSignature signature(Row row) {
        return TextSignature.of(FoldedText.of(row.body()));
    }

    /**
     * The result of one decision for all.
     *
     * @param batch the id by which it can be undone
     * @param decided the number of comments that were decided on
     * @param left the number of similar comments that are left
     */
    @Introspected
    @Schema(name = "SimilarDecided")
    public record Decided(UUID batch, long decided, long left) {}
}
