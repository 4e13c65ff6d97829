package mizan.moderation;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.moderator.Moderator;
import mizan.platform.FieldFault;
import mizan.platform.ProblemException;
import mizan.platform.ProblemType;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.text.PlainText;
import mizan.text.SearchWords;
import mizan.text.TextCheck;
import org.jspecify.annotations.Nullable;

/** Reads what a moderator asks for, and holds it against what they may see. */
@Singleton
class QueueFilters {

    private static final int MAX_LIMIT = 200;

    /** In code points. */
    private static final int MAX_SEARCH = 200;

    private final Sites sites;

    QueueFilters(Sites sites) {
        this.sites = sites;
    }

    QueueFilter filter(
            Moderator moderator,
            String status,
            @Nullable String site,
            @Nullable String article,
            @Nullable UUID author,
            @Nullable String q,
            @Nullable String claimed,
            int limit,
            @Nullable String after) {
        @Nullable String holder = claimed == null ? null : holder(moderator, claimed);
        return new QueueFilter(
                status(status),
                sites(moderator, site),
                article == null || article.isEmpty() ? null : article(article),
                author,
                q == null || q.isBlank() ? null : words(q),
                holder,
                after,
                limit(limit));
    }

    /** The sites that were asked for, all of the moderator's if none was. */
    Set<String> sites(Moderator moderator, @Nullable String site) {
        requireDecider(moderator);
        if (site == null || site.isEmpty()) {
            return moderator.sitesOf(sites.all().stream().map(Site::name).toList());
        }
        if (!moderator.decidesOn(sites.get(site).name())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return Set.of(site);
    }

    int limit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid(FieldFault.of("limit", "range", 1, MAX_LIMIT));
        }
        return limit;
    }

    /** Refuses an account that decides nowhere. */
    void requireDecider(Moderator moderator) {
        if (!moderator.isDecider()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
    }

    private static CommentStatus status(String status) {
        return switch (status) {
            case "PENDING" -> CommentStatus.PENDING;
            case "APPROVED" -> CommentStatus.APPROVED;
            case "REJECTED" -> CommentStatus.REJECTED;
            default -> throw ProblemException.invalid(FieldFault.of("status", "unknown"));
        };
    }

    private static String holder(Moderator moderator, String claimed) {
        if (!claimed.equals("mine")) {
            throw ProblemException.invalid(FieldFault.of("claimed", "unknown"));
        }
        return moderator.name();
    }

    private static String words(String q) {
        if (q.codePointCount(0, q.length()) > MAX_SEARCH) {
            throw ProblemException.invalid(FieldFault.of("q", "too-long", MAX_SEARCH));
        }
        return SearchWords.query(q);
    }

    private static String article(String article) {
        return switch (PlainText.ARTICLE_KEY.check(article)) {
            case TextCheck.Fine(String key) -> key;
            case TextCheck.Wrong(var fault) ->
                throw ProblemException.invalid(FieldFault.of("article", fault.rule(), PlainText.ARTICLE_KEY.limit()));
        };
    }
}
