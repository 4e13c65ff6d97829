package mizan.moderation.screening;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.screening.Screening;
import mizan.screening.ScreeningPolicies;
import mizan.screening.ScreeningResult;
import mizan.screening.ruleset.RuleOverrides;
import mizan.screening.ruleset.RuleSet;
import mizan.screening.ruleset.RuleVersion;
import mizan.screening.ruleset.RuleVersions;
import mizan.site.Sites;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import org.jspecify.annotations.Nullable;

/** Shows, tries and changes the screening rules of a site. Changes are versions, and are recorded in the audit trail. */
@Singleton
public class SiteScreening {

    private static final int MAX_COMMENTS = 1_000;

    /** No article, for rules that count comments of one. */
    private static final String NO_ARTICLE = "";

    private static final String NO_NAME = "-";

    private final Screening screening;
    private final ScreeningPolicies policies;
    private final RuleVersions versions;
    private final Backtests backtests;
    private final SiteAccess access;
    private final Sites sites;
    private final AuditTrail auditTrail;
    private final Clock clock;

    SiteScreening(
            Screening screening,
            ScreeningPolicies policies,
            RuleVersions versions,
            Backtests backtests,
            SiteAccess access,
            Sites sites,
            AuditTrail auditTrail,
            Clock clock) {
        this.screening = screening;
        this.policies = policies;
        this.versions = versions;
        this.backtests = backtests;
        this.access = access;
        this.sites = sites;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * The rules of a site.
     *
     * @param version an earlier version; null for the rules that apply
     * @throws ProblemException not-allowed, no-such-site, not-found for the version, or 422 without a site
     */
    public SiteRules rules(Moderator moderator, @Nullable String site, @Nullable Integer version) {
        View view = view(moderator, site, version);
        return SiteRules.of(view, view.rules().toPolicy(sites.get(view.site())));
    }

    /**
     * The rules of a site as people write them.
     *
     * @param version an earlier version; null for the newest
     * @throws ProblemException like {@link #rules}
     */
    public View view(Moderator moderator, @Nullable String site, @Nullable Integer version) {
        String permitted = site(moderator, site);
        RuleSet settings = policies.settings(permitted);
        int newest = versions.newest(List.of(permitted)).getOrDefault(permitted, 0);
        int wanted = Objects.requireNonNullElse(version, newest);
        RuleOverrides overrides = wanted == 0
                ? RuleOverrides.NONE
                : versions.find(permitted, wanted).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
        RuleSet rules = overrides.appliedTo(settings);
        return new View(permitted, wanted, newest, overrides, rules, settings, versions.list(permitted));
    }

    /**
     * Stores a new version of what differs from the settings. This replica applies it at once, others within seconds.
     *
     * @param seen the version that the administrator saw
     * @return false if there is a newer version than the seen one: then nothing is stored
     * @throws ProblemException not-allowed for an account without the role ADMIN, no-such-site, or 422 with every invalid
     *     field
     */
    public boolean change(Moderator administrator, @Nullable String site, int seen, SiteRuleOverrides request) {
        administrator.require(Role.ADMIN);
        String permitted = site(administrator, site);
        RuleOverrides overrides = parsed(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RuleVersion version = new RuleVersion(seen + 1, now, administrator.name());
        AuditEntry entry = new AuditEntry(
                now,
                administrator.name(),
                AuditAction.SCREENING_RULES_CHANGED,
                null,
                "%s %d %s"
                        .formatted(permitted, version.version(), overrides.summary())
                        .strip());
        boolean isStored = versions.add(permitted, version, overrides, () -> auditTrail.record(entry));
        policies.refresh();
        return isStored;
    }

    /**
     * Stores a new version over the newest one, whichever that is: of concurrent changes the last one applies.
     *
     * @throws ProblemException like {@link #change}
     */
    void overwrite(Moderator administrator, @Nullable String site, SiteRuleOverrides request) {
        boolean isStored = false;
        while (!isStored) { // each failed attempt means that another change was stored
            isStored =
                    change(administrator, site, view(administrator, site, null).newest(), request);
        }
    }

    /** @throws ProblemException not-allowed, no-such-site, or 422 with every invalid field */
    public TriedText tryOut(Moderator moderator, @Nullable String site, @Nullable String name, @Nullable String body) {
        String permitted = site(moderator, site);
        List<FieldViolation> violations = new ArrayList<>();
        String checkedName =
                name == null || name.isBlank() ? NO_NAME : checked("name", name, PlainText.NAME, violations);
        String checkedBody = checked("body", Objects.requireNonNullElse(body, ""), PlainText.BODY, violations);
        throwIfInvalid(violations);
        ScreeningResult result = screening.examine(permitted, NO_ARTICLE, checkedName, checkedBody);
        return new TriedText(checkedBody, result.score(), result.findings());
    }

    /** @throws ProblemException not-allowed, no-such-site, or 422 with every invalid field */
    Backtest backtest(Moderator moderator, BacktestRequest request) {
        String site = site(moderator, request.site());
        List<FieldViolation> violations = new ArrayList<>();
        RuleOverrides overrides = OverridesParser.parse(request.overrides(), violations);
        int limit = Objects.requireNonNullElse(request.limit(), MAX_COMMENTS);
        if (limit < 1 || limit > MAX_COMMENTS) {
            violations.add(FieldViolation.of("limit", "range", 1, MAX_COMMENTS));
        }
        throwIfInvalid(violations);
        return backtests.run(site, overrides.appliedTo(policies.rules(site)), limit);
    }

    /**
     * What the rules that apply, and changed ones, would have found in the 1,000 comments that were decided last.
     *
     * @param request what differs from the settings
     * @throws ProblemException not-allowed, no-such-site, or 422 with every invalid field
     */
    public Comparison compare(Moderator moderator, @Nullable String site, SiteRuleOverrides request) {
        String permitted = site(moderator, site);
        RuleSet changed = parsed(request).appliedTo(policies.settings(permitted));
        return new Comparison(
                backtests.run(permitted, policies.rules(permitted), MAX_COMMENTS),
                backtests.run(permitted, changed, MAX_COMMENTS));
    }

    private static RuleOverrides parsed(SiteRuleOverrides request) {
        List<FieldViolation> violations = new ArrayList<>();
        RuleOverrides overrides = OverridesParser.parse(request, violations);
        throwIfInvalid(violations);
        return overrides;
    }

    private String site(Moderator moderator, @Nullable String site) {
        if (site == null || site.isEmpty()) {
            access.requireDecider(moderator);
            throw ProblemException.invalid(FieldViolation.of("site", "required"));
        }
        return access.permittedSites(moderator, site).iterator().next();
    }

    private static String checked(String field, String text, PlainText rule, List<FieldViolation> violations) {
        return switch (rule.check(text)) {
            case TextValidation.Valid(String valid) -> valid;
            case TextValidation.Invalid(var violation) -> {
                violations.add(FieldViolation.of(field, violation));
                yield "";
            }
        };
    }

    private static void throwIfInvalid(List<FieldViolation> violations) {
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
    }

    /**
     * A version of the rules of a site.
     *
     * @param version 0 for the settings
     * @param newest the newest version
     * @param rules the settings with the overrides
     * @param versions the newest 50 versions, newest first
     */
    public record View(
            String site,
            int version,
            int newest,
            RuleOverrides overrides,
            RuleSet rules,
            RuleSet settings,
            List<RuleVersion> versions) {}

    /** What rules would have found in past comments: those that apply now, and changed ones. */
    public record Comparison(Backtest now, Backtest changed) {}
}
