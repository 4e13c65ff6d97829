package mizan.privacy.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import mizan.comment.RejectionReason;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.privacy.statement.Rejection.Automation;
import mizan.privacy.statement.Rejection.Visibility;
import mizan.site.SiteTerms;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a rejected comment is told (Regulation (EU) 2022/2065, article 17). Texts are in the author's language.
 *
 * @param visibility DISABLED: readers have never seen the comment; REMOVED: they have seen it
 * @param ground ILLEGAL_CONTENT: the comment breaks a law; INCOMPATIBLE_CONTENT: it breaks the rules of the site
 * @param decision what was decided
 * @param explanation the rule that the comment breaks, or why it is illegal
 * @param houseRule the site's own text of that rule, in the language of the site; absent if the site has none
 * @param rulesUrl the rules of the site; absent if the site names none
 * @param legalGround the law; only with ILLEGAL_CONTENT
 * @param facts the circumstances of the decision
 * @param source VOLUNTARY: by the site's own moderation; ARTICLE_16: by a notice of illegal content
 * @param sourceText how the comment was noticed
 * @param automatedDetection whether a finding had raised the score of the comment, or the service itself decided
 * @param automatedDecision whether the decision was made without a person
 * @param automation both in one sentence
 * @param redress what the author can do
 * @param contactUrl where to complain; absent if the site names none
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "StatementOfReasons")
public record StatementOfReasons(
        Visibility visibility,
        Ground ground,
        String decision,
        String explanation,
        @Nullable String houseRule,
        @Nullable String rulesUrl,
        @Nullable String legalGround,
        String facts,
        Source source,
        String sourceText,
        boolean automatedDetection,
        boolean automatedDecision,
        String automation,
        String redress,
        @Nullable String contactUrl) {

    static StatementOfReasons of(Rejection rejection, Locale language) {
        LocalizedMessages messages = MessageBundle.SERVICE.in(language);
        SiteTerms terms = rejection.site().terms();
        Ground ground = Ground.of(rejection.reason());
        return new StatementOfReasons(
                rejection.visibility(),
                ground,
                messages.get("statement.decision." + rejection.visibility()),
                messages.get("statement.explanation." + ground, messages.get("comments.reason." + rejection.reason())),
                terms.houseRule(rejection.reason().name()).orElse(null),
                terms.rulesUrl(),
                rejection.legalGround(),
                messages.get(
                        rejection.automation() == Automation.DECISION
                                ? "statement.facts.SERVICE"
                                : "statement.facts.MODERATOR",
                        messages.day(rejection.submittedAt(), rejection.site().timeZone()),
                        messages.day(rejection.decidedAt(), rejection.site().timeZone())),
                rejection.source(),
                messages.get("statement.source." + rejection.source()),
                rejection.automation() != Automation.NONE,
                rejection.automation() == Automation.DECISION,
                messages.get("statement.automation." + rejection.automation()),
                messages.get("statement.redress"),
                terms.contactUrl());
    }

    /** Why a comment is not published. */
    enum Ground {
        /** It breaks a law. */
        ILLEGAL_CONTENT,
        /** It breaks the rules of the site. */
        INCOMPATIBLE_CONTENT;

        static Ground of(RejectionReason reason) {
            return reason == RejectionReason.ILLEGAL ? ILLEGAL_CONTENT : INCOMPATIBLE_CONTENT;
        }
    }

    /** How a comment was noticed. */
    enum Source {
        /** By the site's own moderation. */
        VOLUNTARY,
        /** By a notice of illegal content (article 16). */
        ARTICLE_16
    }
}
