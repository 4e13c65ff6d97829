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
    List<ParsedDecision> parse(BatchRequest request, Moderator moderator) {
        List<BatchRequest.@Nullable Item> items = request.decisions();
        if (items == null || items.isEmpty()) {
            throw ProblemException.invalid(FieldViolation.of("decisions", "required"));
        }
        if (items.size() > Batches.MAX_DECISIONS) {
            throw ProblemException.invalid(FieldViolation.of("decisions", "too-many", Batches.MAX_DECISIONS));
        }
        Instant now = clock.instant();
        List<ParsedDecision> parsed = new ArrayList<>();
        List<FieldViolation> missingIds = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            BatchRequest.@Nullable Item item = items.get(i);
            @Nullable UUID id = item == null ? null : item.id();
            if (item == null || id == null) {
                missingIds.add(FieldViolation.of("decisions/" + i + "/id", "required"));
            } else {
                parsed.add(parse(id, item.verdict(), item.request().withDefaults(request.defaults()), moderator, now));
            }
        }
        if (!missingIds.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, missingIds);
        }
        return parsed;
    }

    private static ParsedDecision parse(
            UUID id, @Nullable String verdict, DecisionRequest request, Moderator moderator, Instant now) {
        try {
            int version = request.seenVersion();
            return new Valid(new ProposedDecision(
                    new CommentId(id), version, request.decision(verdict(verdict), moderator.name(), now)));
        } catch (ProblemException e) {
            return new Invalid(id, e.type(), e.violations());
        }
    }

    static Verdict verdict(@Nullable String verdict) {
        return switch (verdict) {
            case "APPROVE" -> Verdict.APPROVE;
            case "REJECT" -> Verdict.REJECT;
            case "REOPEN" -> Verdict.REOPEN;
            case null -> throw ProblemException.invalid(FieldViolation.of("verdict", "required"));
            default -> throw ProblemException.invalid(FieldViolation.of("verdict", "unknown"));
        };
    }

    /** A parsed decision. */
    sealed interface ParsedDecision {}

    /** A valid decision. */
    record Valid(ProposedDecision proposal) implements ParsedDecision {}

    /** An invalid decision. */
    record Invalid(UUID id, ProblemType type, List<FieldViolation> violations) implements ParsedDecision {}
}
