package mizan.moderation.decision;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mizan.comment.Decision;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import mizan.moderation.ModerationProblems;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/**
 * The body of a decision request.
 *
 * @param version the version of the comment that the moderator saw; required (428)
 * @param reason the reason of a rejection; ignored otherwise
 * @param note 1 to 1,000 user-perceived characters, at most 8,000 bytes; required with OTHER
 * @param legalGround the law that the comment breaks, 1 to 1,000 user-perceived characters; required with ILLEGAL, ignored
 *     otherwise. Note and legal ground take at most 8,000 bytes together
 */
@Introspected
public record DecisionRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable Integer version,

        @Schema(implementation = RejectionReason.class) @Nullable String reason,

        @Nullable String note,

        @Nullable String legalGround) {

    /** @throws ProblemException 428 without a version */
    public int seenVersion() {
        if (version == null) {
            throw new ProblemException(ModerationProblems.VERSION_REQUIRED);
        }
        return version;
    }

    /** @throws ProblemException 422 with all invalid fields */
    public Decision decision(Verdict verdict, String moderator, Instant at) {
        List<FieldViolation> violations = new ArrayList<>();
        @Nullable String checkedNote = checkedText("note", note, violations);
        @Nullable RejectionReason rejection = verdict == Verdict.REJECT ? rejection(violations) : null;
        @Nullable String checkedGround =
                rejection == RejectionReason.ILLEGAL ? checkedText("legalGround", legalGround, violations) : null;
        if (rejection == RejectionReason.OTHER && checkedNote == null && violations.isEmpty()) {
            violations.add(FieldViolation.of("note", TextViolation.MISSING));
        }
        if (checkedNote != null
                && checkedGround != null
                && PlainText.utf8Length(checkedNote) + PlainText.utf8Length(checkedGround)
                        > PlainText.NOTE.maxBytes()) {
            violations.add(FieldViolation.of("legalGround", TextViolation.TOO_LARGE));
        }
        if (rejection == RejectionReason.ILLEGAL && checkedGround == null && violations.isEmpty()) {
            violations.add(FieldViolation.of("legalGround", TextViolation.MISSING));
        }
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        return new Decision(verdict, rejection, checkedNote, checkedGround, moderator, at);
    }

    /** The request with the reason, note and legal ground of another one where it has none of its own. */
    DecisionRequest withDefaults(DecisionRequest defaults) {
        return new DecisionRequest(
                version,
                reason == null ? defaults.reason : reason,
                note == null ? defaults.note : note,
                legalGround == null ? defaults.legalGround : legalGround);
    }

    private @Nullable RejectionReason rejection(List<FieldViolation> violations) {
        if (reason == null) {
            violations.add(FieldViolation.of("reason", "required"));
            return null;
        }
        Optional<RejectionReason> known = Arrays.stream(RejectionReason.values())
                .filter(candidate -> candidate.name().equals(reason))
                .findFirst();
        if (known.isEmpty()) {
            violations.add(FieldViolation.of("reason", "unknown"));
        }
        return known.orElse(null);
    }

    private static @Nullable String checkedText(String field, @Nullable String text, List<FieldViolation> violations) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return switch (PlainText.NOTE.check(text)) {
            case TextValidation.Valid(String checked) -> checked;
            case TextValidation.Invalid(TextViolation violation) -> {
                violations.add(FieldViolation.of(field, violation));
                yield null;
            }
        };
    }
}
