package mizan.moderation.article;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.article.Article;
import mizan.comment.article.ArticleComments;
import mizan.comment.article.Articles;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.paging.CursorScope;
import mizan.platform.http.paging.Cursors;
import mizan.platform.http.paging.PageLimit;
import mizan.site.ArticleKey;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Lists articles for moderators, and changes them for administrators. Changes are recorded in the audit trail. */
@Singleton
public class ModeratedArticles {

    private final Articles articles;
    private final SiteAccess access;
    private final Sites sites;
    private final Cursors cursors;
    private final AuditTrail auditTrail;
    private final Clock clock;

    ModeratedArticles(
            Articles articles, SiteAccess access, Sites sites, Cursors cursors, AuditTrail auditTrail, Clock clock) {
        this.articles = articles;
        this.access = access;
        this.sites = sites;
        this.cursors = cursors;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Articles with their numbers of comments, sorted by site and key.
     *
     * @param site one site; all sites of the moderator if null
     * @param q a part of the key or the title, or null
     * @param limit 1 to 200
     * @param after the cursor from {@link Page#next} of the previous page, or null
     * @throws ProblemException not-allowed, no-such-site, or 422 with every invalid parameter
     */
    public Page page(
            Moderator moderator, @Nullable String site, @Nullable String q, int limit, @Nullable String after) {
        Set<String> permitted = access.permittedSites(moderator, site);
        List<FieldViolation> violations = new ArrayList<>();
        @Nullable String text = checked("q", q, PlainText.TITLE, violations);
        int checkedLimit = PageLimit.check(limit, violations);
        throwIfInvalid(violations);
        CursorScope scope = CursorScope.of("articles", new TreeSet<>(permitted), text);
        List<Article> found = articles.page(permitted, text, position(cursors.decode(scope, after)), checkedLimit + 1);
        List<Article> page = found.stream().limit(checkedLimit).toList();
        return new Page(
                page,
                found.size() > page.size()
                        ? cursors.encode(
                                scope, page.getLast().site(), page.getLast().key())
                        : null);
    }

    /**
     * One article; empty if it has no comments and was never changed.
     *
     * @throws ProblemException not-allowed for an account without the role ADMIN, or no-such-site
     */
    public Optional<Article> find(Moderator administrator, Key key) {
        administrator.require(Role.ADMIN);
        String site = sites.get(key.site()).name();
        return switch (PlainText.ARTICLE_KEY.check(key.orEmpty())) {
            case TextValidation.Valid(String valid) -> articles.find(site, ArticleKey.normalize(valid));
            case TextValidation.Invalid _ -> Optional.empty();
        };
    }

    /**
     * Opens, closes or hides the comments of an article, or corrects its URL and title, also before its first comment.
     *
     * @throws ProblemException not-allowed for an account without the role ADMIN, no-such-site, or 422 with every invalid
     *     field
     */
    public Article change(Moderator administrator, Key key, ArticleChange request) {
        administrator.require(Role.ADMIN);
        Articles.Change change = parse(sites.get(key.site()), key, request);
        AuditEntry entry = new AuditEntry(
                clock.instant(), administrator.name(), AuditAction.ARTICLE_CHANGED, null, detail(change));
        return articles.change(change, () -> auditTrail.record(entry));
    }

    private static Articles.Change parse(Site site, Key article, ArticleChange request) {
        List<FieldViolation> violations = new ArrayList<>();
        @Nullable String key = checked("article", article.orEmpty(), PlainText.ARTICLE_KEY, violations);
        @Nullable String url =
                request.url() == null ? null : site.articleUrl(request.url()).orElse(null);
        if (request.url() != null && url == null) {
            violations.add(FieldViolation.of("url", "invalid"));
        }
        @Nullable String title = checked("title", request.title(), PlainText.TITLE, violations);
        @Nullable ArticleComments comments = Arrays.stream(ArticleComments.values())
                .filter(value -> value.name().equals(request.comments()))
                .findFirst()
                .orElse(null);
        if (request.comments() != null && comments == null) {
            violations.add(FieldViolation.of("comments", "unknown"));
        }
        boolean isByRules = Boolean.TRUE.equals(request.siteRules());
        if (isByRules && comments != null && comments != ArticleComments.OPEN) {
            violations.add(FieldViolation.of("siteRules", "conflict", "comments"));
        }
        throwIfInvalid(violations);
        return new Articles.Change(
                site.name(),
                ArticleKey.normalize(Objects.requireNonNull(key)),
                url,
                title,
                isByRules ? ArticleComments.OPEN : comments,
                (request.siteRules() == null && comments != null) ? Boolean.FALSE : request.siteRules(),
                request.slowMode());
    }

    private static void throwIfInvalid(List<FieldViolation> violations) {
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
    }

    private static @Nullable String checked(
            String field, @Nullable String value, PlainText rule, List<FieldViolation> violations) {
        if (value == null) {
            return null;
        }
        return switch (rule.check(value)) {
            case TextValidation.Valid(String text) -> text;
            case TextValidation.Invalid(TextViolation violation) -> {
                violations.add(FieldViolation.of(field, violation));
                yield null;
            }
        };
    }

    // A key may contain the separator of cursors.
    private static Articles.Position position(List<String> cursor) {
        return cursor.isEmpty()
                ? Articles.Position.START
                : new Articles.Position(cursor.getFirst(), String.join("|", cursor.subList(1, cursor.size())));
    }

    private static String detail(Articles.Change change) {
        return Stream.of(
                        part("site", change.site()),
                        part("article", change.key()),
                        part("comments", state(change)),
                        part("slow mode", slowMode(change)),
                        part("url", change.url()),
                        part("title", change.title()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String part(String label, @Nullable String value) {
        return value == null ? "" : label + ": " + value;
    }

    private static @Nullable String state(Articles.Change change) {
        return Boolean.TRUE.equals(change.siteRules()) ? "SITE_RULES" : Objects.toString(change.comments(), null);
    }

    private static @Nullable String slowMode(Articles.Change change) {
        Boolean slowMode = change.slowMode();
        return slowMode == null ? null : slowMode ? "on" : "off";
    }

    /**
     * One page of articles.
     *
     * @param next the cursor of the next page; null on the last page
     */
    public record Page(List<Article> articles, @Nullable String next) {}

    /**
     * The key of an article, as a request states it.
     *
     * @param article in any of its forms; null if the request states none
     */
    public record Key(String site, @Nullable String article) {

        String orEmpty() {
            return article == null ? "" : article;
        }
    }
}
