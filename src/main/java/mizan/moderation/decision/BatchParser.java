package mizan.moderation.decision;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.Verdict;
import mizan.moderator.Moderator;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

/** Parses the decisions of a batch. An invalid decision is its own result, and does not affect the others. */
@Singleton
class BatchParser {

    private final Clock clock;

    BatchParser(Clock clock) {
        this.clock = clock;
    }

    /** @throws ProblemException 422 if there are no decisions or too many, or if one has no comment id */
    List<Read> read(BatchRequest request, Moderator moderator) {
        List<BatchRequest.@Nullable Item> items = request.decisions();
        if (items == null || items.isEmpty()) {
            throw ProblemException.invalid(FieldViolation.of("decisions", "required"));
        }
        if (items.size() > Batches.MAX_DECISIONS) {
            throw ProblemException.invalid(FieldViolation.of("decisions", "too-many", Batches.MAX_DECISIONS));
        }
        Instant now = clock.instant();
        List<Read> read = new ArrayList<>();
        List<FieldViolation> nameless = new ArrayList<>();
        for (int place = 0; place < items.size(); place++) {
            BatchRequest.@Nullable Item item = items.get(place);
            @Nullable UUID id = item == null ? null : item.id();
            if (item == null || id == null) {
                nameless.add(FieldViolation.of("decisions/" + place + "/id", "required"));
            } else {
                read.add(read(item, id, moderator, now));
            }
        }
        if (!nameless.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, nameless);
        }
        return read;
    }

    private static Read read(BatchRequest.Item item, UUID id, Moderator moderator, Instant now) {
        try {
            DecisionRequest request = item.request();
            int version = request.seenVersion();
            return new Fine(new ProposedDecision(
                    new CommentId(id), version, request.decision(verdict(item.verdict()), moderator.name(), now)));
        } catch (ProblemException e) {
            return new Wrong(id, e.type(), e.violations());
        }
    }

    private static Verdict verdict(@Nullable String verdict) {
        return switch (verdict) {
            case "APPROVE" -> Verdict.APPROVE;
            case "REJECT" -> Verdict.REJECT;
            case "REOPEN" -> Verdict.REOPEN;
            case null -> throw ProblemException.invalid(FieldViolation.of("verdict", "required"));
            default -> throw ProblemException.invalid(FieldViolation.of("verdict", "unknown"));
        };
    }

    /** A parsed decision. */
    sealed interface Read {}

    /** A valid decision. */
    record Fine(ProposedDecision proposal) implements Read {}

    /** An invalid decision. */
    record Wrong(UUID id, ProblemType type, List<FieldViolation> violations) implements Read {}
}
