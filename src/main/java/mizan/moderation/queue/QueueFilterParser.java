package mizan.moderation.queue;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
import mizan.text.TextCheck;
import org.jspecify.annotations.Nullable;

/** Reads what a moderator asks for, and holds it against what they may see. */
@Singleton
public class QueueFilterParser {

    private static final Pattern RULE = Pattern.compile("[\\w.:/-]{1,100}");

    /** In code points. */
    private static final int MAX_SEARCH = 200;

    private final SiteAccess access;

    QueueFilterParser(SiteAccess access) {
        this.access = access;
    }

    /** @throws ProblemException not-allowed, no-such-site; else 422 with every parameter that is wrong */
    public QueueFilter filter(
            Moderator moderator,
            String status,
            @Nullable String site,
            @Nullable String article,
            @Nullable UUID author,
            @Nullable String q,
            @Nullable String finding,
            @Nullable String claimed,
            int limit,
            @Nullable String after) {
        Set<String> own = access.permittedSites(moderator, site);
        List<FieldViolation> violations = new ArrayList<>();
        QueueFilter filter = new QueueFilter(
                status(status, violations),
                own,
                article == null || article.isEmpty() ? null : article(article, violations),
                author,
                q == null || q.isBlank() ? null : words(q, violations),
                finding == null || finding.isEmpty() ? null : rule(finding, violations),
                claimed == null || claimed.isEmpty() ? null : holder(moderator, claimed, violations),
                after,
                PageLimit.check(limit, violations));
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        return filter;
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

    private static String holder(Moderator moderator, String claimed, List<FieldViolation> violations) {
        if (!claimed.equals("mine")) {
            violations.add(FieldViolation.of("claimed", "unknown"));
        }
        return moderator.name();
    }

    private static String rule(String finding, List<FieldViolation> violations) {
        if (!RULE.matcher(finding).matches()) {
            violations.add(FieldViolation.of("finding", "unknown"));
        }
        return finding;
    }

    private static String words(String q, List<FieldViolation> violations) {
        if (q.codePointCount(0, q.length()) > MAX_SEARCH) {
            violations.add(FieldViolation.of("q", "too-long", MAX_SEARCH));
        }
        return SearchLexemes.tsQuery(q);
    }

    private static String article(String article, List<FieldViolation> violations) {
        return switch (PlainText.ARTICLE_KEY.check(article)) {
            case TextCheck.Valid(String key) -> key;
            case TextCheck.Invalid(var violation) -> {
                violations.add(FieldViolation.of("article", violation.rule(), PlainText.ARTICLE_KEY.limit()));
                yield article;
            }
        };
    }
}
