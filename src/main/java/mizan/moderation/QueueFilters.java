package mizan.moderation;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
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
public class QueueFilters {

    private static final int MAX_LIMIT = 200;

    private static final Pattern RULE = Pattern.compile("[\\w.:/-]{1,100}");

    /** In code points. */
    private static final int MAX_SEARCH = 200;

    private final Sites sites;

    QueueFilters(Sites sites) {
        this.sites = sites;
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
        Set<String> own = sites(moderator, site);
        List<FieldFault> faults = new ArrayList<>();
        QueueFilter filter = new QueueFilter(
                status(status, faults),
                own,
                article == null || article.isEmpty() ? null : article(article, faults),
                author,
                q == null || q.isBlank() ? null : words(q, faults),
                finding == null || finding.isEmpty() ? null : rule(finding, faults),
                claimed == null || claimed.isEmpty() ? null : holder(moderator, claimed, faults),
                after,
                limit(limit, faults));
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, faults);
        }
        return filter;
    }

    /** The sites that were asked for, all of the moderator's if none was. */
    public Set<String> sites(Moderator moderator, @Nullable String site) {
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
        List<FieldFault> faults = new ArrayList<>();
        int checked = limit(limit, faults);
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, faults);
        }
        return checked;
    }

    /** Refuses an account that decides nowhere. */
    public void requireDecider(Moderator moderator) {
        if (!moderator.isDecider()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
    }

    private static int limit(int limit, List<FieldFault> faults) {
        if (limit < 1 || limit > MAX_LIMIT) {
            faults.add(FieldFault.of("limit", "range", 1, MAX_LIMIT));
        }
        return limit;
    }

    private static CommentStatus status(String status, List<FieldFault> faults) {
        return switch (status) {
            case "PENDING" -> CommentStatus.PENDING;
            case "APPROVED" -> CommentStatus.APPROVED;
            case "REJECTED" -> CommentStatus.REJECTED;
            default -> {
                faults.add(FieldFault.of("status", "unknown"));
                yield CommentStatus.PENDING;
            }
        };
    }

    private static String holder(Moderator moderator, String claimed, List<FieldFault> faults) {
        if (!claimed.equals("mine")) {
            faults.add(FieldFault.of("claimed", "unknown"));
        }
        return moderator.name();
    }

    private static String rule(String finding, List<FieldFault> faults) {
        if (!RULE.matcher(finding).matches()) {
            faults.add(FieldFault.of("finding", "unknown"));
        }
        return finding;
    }

    private static String words(String q, List<FieldFault> faults) {
        if (q.codePointCount(0, q.length()) > MAX_SEARCH) {
            faults.add(FieldFault.of("q", "too-long", MAX_SEARCH));
        }
        return SearchWords.query(q);
    }

    private static String article(String article, List<FieldFault> faults) {
        return switch (PlainText.ARTICLE_KEY.check(article)) {
            case TextCheck.Fine(String key) -> key;
            case TextCheck.Wrong(var fault) -> {
                faults.add(FieldFault.of("article", fault.rule(), PlainText.ARTICLE_KEY.limit()));
                yield article;
            }
        };
    }
}
