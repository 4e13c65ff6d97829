package mizan.moderation.queue;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mizan.comment.CommentStatus;
import mizan.moderation.QueueFilter;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.PageLimit;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.text.PlainText;
import mizan.text.SearchLexemes;
import mizan.text.TextValidation;
import org.jspecify.annotations.Nullable;

/** Validates the query parameters of the queue and restricts them to the sites of the moderator. */
@Singleton
public class QueueFilterParser {

    private static final Pattern RULE_NAME = Pattern.compile("[\\w.:/-]{1,100}");

    /** In code points. */
    private static final int MAX_QUERY_LENGTH = 200;

    private final SiteAccess access;

    QueueFilterParser(SiteAccess access) {
        this.access = access;
    }

    /**
     * Reads one request. An empty parameter is not applied.
     *
     * @throws ProblemException not-allowed, no-such-site, or 422 with every invalid parameter
     */
    public QueueRequest parse(Moderator moderator, QueueParameters parameters) {
        Set<String> sites = access.permittedSites(moderator, parameters.site());
        @Nullable String article = parameters.article();
        @Nullable String q = parameters.q();
        @Nullable String finding = parameters.finding();
        @Nullable String claimed = parameters.claimed();
        List<FieldViolation> violations = new ArrayList<>();
        QueueFilter filter = new QueueFilter(
                status(parameters.status(), violations),
                sites,
                article == null || article.isEmpty() ? null : article(article, violations),
                parameters.author(),
                q == null || q.isBlank() ? null : textQuery(q, violations),
                finding == null || finding.isEmpty() ? null : ruleName(finding, violations),
                claimed == null || claimed.isEmpty() ? null : claimant(moderator, claimed, violations));
        int limit = PageLimit.check(parameters.limit(), violations);
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        return new QueueRequest(moderator, filter, parameters.after(), limit);
    }

    private static CommentStatus status(String status, List<FieldViolation> violations) {
        return switch (status) {
            case "PENDING" -> CommentStatus.PENDING;
            case "APPROVED" -> CommentStatus.APPROVED;
            case "REJECTED" -> CommentStatus.REJECTED;
            default -> {
                violations.add(FieldViolation.of("status", "unknown"));
                yield CommentStatus.PENDING;
            }
        };
    }

    private static String claimant(Moderator moderator, String claimed, List<FieldViolation> violations) {
        if (!claimed.equals("mine")) {
            violations.add(FieldViolation.of("claimed", "unknown"));
        }
        return moderator.name();
    }

    private static String ruleName(String finding, List<FieldViolation> violations) {
        if (!RULE_NAME.matcher(finding).matches()) {
            violations.add(FieldViolation.of("finding", "unknown"));
        }
        return finding;
    }

    private static String textQuery(String q, List<FieldViolation> violations) {
        if (q.codePointCount(0, q.length()) > MAX_QUERY_LENGTH) {
            violations.add(FieldViolation.of("q", "too-long", MAX_QUERY_LENGTH));
        }
        return SearchLexemes.tsQuery(q);
    }

    private static String article(String article, List<FieldViolation> violations) {
        return switch (PlainText.ARTICLE_KEY.check(article)) {
            case TextValidation.Valid(String key) -> key;
            case TextValidation.Invalid(var violation) -> {
                violations.add(FieldViolation.of(
                        "article", violation.rule(), violation.arguments().toArray()));
                yield article;
            }
        };
    }
}
