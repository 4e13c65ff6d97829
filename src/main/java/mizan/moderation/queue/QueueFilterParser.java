package mizan.moderation.queue;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mizan.comment.CommentStatus;
import mizan.moderation.QueueFilter;
import mizan.moderation.QueueOrder;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.paging.PageLimit;
import mizan.site.ArticleKey;
import mizan.text.PlainText;
import mizan.text.SearchLexemes;
import mizan.text.TextValidation;
import org.jspecify.annotations.Nullable;

/** Validates the query parameters of the queue and restricts them to the sites of the moderator. */
@Singleton
public class QueueFilterParser {

    private static final Pattern RULE_NAME = Pattern.compile("[\\w.:/-]{1,100}");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** In code points. */
    private static final int MAX_QUERY_LENGTH = 200;

    private final SiteAccess access;

    QueueFilterParser(SiteAccess access) {
        this.access = access;
    }

    /**
     * Reads one request.
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
        @Nullable String decider = parameters.moderator();
        @Nullable Instant from = instant(parameters.from());
        @Nullable Instant until = instant(parameters.until());
        QueueFilter filter = new QueueFilter(
                status(parameters.status(), violations),
                sites,
                article == null || article.isEmpty() ? null : article(article, violations),
                parameters.author(),
                q == null || q.isBlank() ? null : textQuery(q, violations),
                finding == null || finding.isEmpty() ? null : ruleName(finding, violations),
                claimed == null || claimed.isEmpty() ? null : self("claimed", claimed, "mine", moderator, violations),
                decider == null || decider.isEmpty() ? null : self("moderator", decider, "me", moderator, violations),
                isReported(parameters.reported(), violations),
                from,
                until,
                order(parameters.order(), violations));
        checkContradictions(filter, parameters.order() != null, violations);
        int limit = PageLimit.check(parameters.limit(), violations);
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        return new QueueRequest(moderator, filter, parameters.after(), limit);
    }

    private static void checkContradictions(QueueFilter filter, boolean hasOrder, List<FieldViolation> violations) {
        boolean isPending = filter.isPending();
        if (filter.claimant() != null && !isPending) {
            violations.add(FieldViolation.of("claimed", "conflict", "status"));
        }
        if (filter.decider() != null && isPending) {
            violations.add(FieldViolation.of("moderator", "conflict", "status"));
        }
        if (filter.from() != null && filter.until() != null && !filter.from().isBefore(filter.until())) {
            violations.add(FieldViolation.of("until", "conflict", "from"));
        }
        if (hasOrder && !isPending) {
            violations.add(FieldViolation.of("order", "conflict", "status"));
        }
    }

    private static QueueOrder order(@Nullable String order, List<FieldViolation> violations) {
        return switch (order) {
            case null -> QueueOrder.OLDEST;
            case "oldest" -> QueueOrder.OLDEST;
            case "score" -> QueueOrder.SCORE;
            default -> {
                violations.add(FieldViolation.of("order", "unknown"));
                yield QueueOrder.OLDEST;
            }
        };
    }

    private static @Nullable CommentStatus status(String status, List<FieldViolation> violations) {
        return switch (status) {
            case "PENDING" -> CommentStatus.PENDING;
            case "APPROVED" -> CommentStatus.APPROVED;
            case "REJECTED" -> CommentStatus.REJECTED;
            case "ALL" -> null;
            default -> {
                violations.add(FieldViolation.of("status", "unknown"));
                yield CommentStatus.PENDING;
            }
        };
    }

    // PostgreSQL and the lists have no times beyond these.
    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant.isAfter(LATEST) ? LATEST : instant;
        } catch (DateTimeParseException _) {
            throw ProblemException.malformed();
        }
    }

    // The only account that can be asked for is the moderator's own.
    private static String self(
            String parameter, String value, String allowed, Moderator moderator, List<FieldViolation> violations) {
        if (!value.equals(allowed)) {
            violations.add(FieldViolation.of(parameter, "unknown"));
        }
        return moderator.name();
    }

    private static boolean isReported(@Nullable String value, List<FieldViolation> violations) {
        if (value != null && !value.isEmpty() && !value.equals("true")) {
            violations.add(FieldViolation.of("reported", "unknown"));
        }
        return "true".equals(value);
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
            case TextValidation.Valid(String key) -> ArticleKey.normalize(key);
            case TextValidation.Invalid(var violation) -> {
                violations.add(FieldViolation.of("article", violation));
                yield article;
            }
        };
    }
}
