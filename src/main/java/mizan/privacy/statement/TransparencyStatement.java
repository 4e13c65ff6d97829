package mizan.privacy.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import mizan.comment.RejectionReason;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.privacy.statement.Rejection.Automation;
import mizan.privacy.statement.Rejection.Visibility;
import mizan.privacy.statement.StatementOfReasons.Ground;
import org.jspecify.annotations.Nullable;

/**
 * A statement in the format of the API of the DSA Transparency Database
 * (<a href="https://transparency.dsa.ec.europa.eu/page/api-documentation">documentation</a>). It has no name, no text and no
 * address. Its own texts are in English; legal grounds are as moderators have written them.
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
public record TransparencyStatement(
        List<String> decisionVisibility,
        String decisionGround,
        @Nullable String decisionGroundReferenceUrl,
        @Nullable String illegalContentLegalGround,
        @Nullable String illegalContentExplanation,
        @Nullable String incompatibleContentGround,
        @Nullable String incompatibleContentExplanation,
        @Nullable String incompatibleContentIllegal,
        List<String> contentType,
        String category,
        List<String> territorialScope,
        String contentDate,
        String applicationDate,
        String decisionFacts,
        String sourceType,
        String automatedDetection,
        String automatedDecision,
        String puid) {

    /** The maximum length of a ground. */
    private static final int MAX_GROUND = 500;

    private static final LocalizedMessages ENGLISH = MessageBundle.SERVICE.in(Locale.ENGLISH);

    /** The European Economic Area: a decision is the same for readers everywhere. */
    private static final List<String> EEA = List.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    static TransparencyStatement of(Rejection rejection) {
        StatementOfReasons statement = StatementOfReasons.of(rejection, Locale.ENGLISH);
        boolean isIllegal = statement.ground() == Ground.ILLEGAL_CONTENT;
        return new TransparencyStatement(
                List.of(visibility(rejection.visibility())),
                "DECISION_GROUND_" + statement.ground(),
                isIllegal ? null : statement.rulesUrl(),
                isIllegal ? shortened(statement.legalGround()) : null,
                isIllegal ? statement.explanation() : null,
                isIllegal ? null : Objects.requireNonNullElse(statement.houseRule(), ENGLISH.get("statement.rules")),
                isIllegal ? null : statement.explanation(),
                isIllegal ? null : "No",
                List.of("CONTENT_TYPE_TEXT"),
                category(rejection.reason()),
                EEA,
                rejection.submittedOn().toString(),
                rejection.decidedOn().toString(),
                statement.facts() + " " + statement.automation(),
                "SOURCE_" + statement.source(),
                statement.automatedDetection() ? "Yes" : "No",
                automation(rejection.automation()),
                rejection.comment() + "-" + rejection.version());
    }

    private static String visibility(Visibility visibility) {
        return switch (visibility) {
            case DISABLED -> "DECISION_VISIBILITY_CONTENT_DISABLED";
            case REMOVED -> "DECISION_VISIBILITY_CONTENT_REMOVED";
        };
    }

    private static String category(RejectionReason reason) {
        return switch (reason) {
            case ABUSE -> "STATEMENT_CATEGORY_CYBER_VIOLENCE";
            case HATE, ILLEGAL -> "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH";
            case PERSONAL_DATA -> "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS";
            case SPAM, OFF_TOPIC, OTHER -> "STATEMENT_CATEGORY_OTHER_VIOLATION_TC";
        };
    }

    private static String automation(Automation automation) {
        return switch (automation) {
            case NONE, DETECTION -> "AUTOMATED_DECISION_NOT_AUTOMATED";
            case DECISION -> "AUTOMATED_DECISION_FULLY";
        };
    }

    private static @Nullable String shortened(@Nullable String ground) {
        return ground == null || ground.codePointCount(0, ground.length()) <= MAX_GROUND
                ? ground
                : ground.substring(0, ground.offsetByCodePoints(0, MAX_GROUND - 1)) + "…";
    }
}
