package mizan.console.screening;

import io.micronaut.http.uri.UriBuilder;
import java.util.List;
import java.util.Set;
import mizan.console.layout.Layout;
import mizan.console.queue.HighlightedText;
import mizan.moderation.queue.QueuedComment;
import mizan.moderation.screening.SiteScreening;
import mizan.moderation.screening.TriedText;
import mizan.screening.learning.LearnedModel;
import mizan.screening.ruleset.RuleVersion;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page with the screening rules of a site.
 *
 * @param sites the permitted sites to choose from
 * @param view the version whose values the form has
 * @param seen the newest version when the form was opened
 * @param form the form that changes the rules
 * @param trial a text that was tried
 * @param outcome what became of the form that was sent
 * @param learned what the service has learned from decisions
 */
public record ScreeningPage(
        Layout layout,
        List<String> sites,
        SiteScreening.View view,
        String seen,
        RuleForm form,
        Trial trial,
        Outcome outcome,
        LearnedModel learned) {

    static final String PATH = "/console/screening";

    /**
     * A text to try the rules on.
     *
     * @param name as typed
     * @param body as typed
     * @param isInvalid whether name or text is not valid
     * @param result what the rules found in it; null if nothing was tried
     */
    public record Trial(
            String name,
            String body,
            boolean isInvalid,
            @Nullable TriedText result) {

        static final Trial NONE = new Trial("", "", false, null);
    }

    /**
     * What became of the form.
     *
     * @param message the key of a message without its prefix; empty for none
     * @param invalidFields the fields with invalid values
     * @param comparison the result of the rules on past decisions; null if it was not asked for
     */
    public record Outcome(String message, Set<String> invalidFields, SiteScreening.@Nullable Comparison comparison) {

        static final Outcome NONE = new Outcome("", Set.of(), null);
    }

    static String path(String site) {
        return UriBuilder.of(PATH).queryParam("site", site).toString();
    }

    /** The page with the values of a version in the form. */
    public String path(RuleVersion version) {
        return UriBuilder.of(path(view.site()))
                        .queryParam("version", version.version())
                        .build() + "#rules";
    }

    ScreeningPage with(RuleForm typed, Outcome itsOutcome) {
        return new ScreeningPage(layout, sites, view, seen, typed, trial, itsOutcome, learned);
    }

    ScreeningPage with(Trial tried) {
        return new ScreeningPage(layout, sites, view, seen, form, tried, outcome, learned);
    }

    ScreeningPage withSeen(String version) {
        return new ScreeningPage(layout, sites, view, version, form, trial, outcome, learned);
    }

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public String number(long number) {
        return layout.messages().number(number);
    }

    public boolean isInvalid(String field) {
        return outcome.invalidFields().contains(field);
    }

    /** The ids of the elements that describe a field; null for none. */
    public @Nullable String describedBy(String field, String hint) {
        String error = isInvalid(field) ? field + "-error" : "";
        String ids = (hint + " " + error).strip();
        return ids.isEmpty() ? null : ids;
    }

    /** Whether the list of words in the settings is too long for the form. */
    public boolean hasLongWordList() {
        return view.settings().words().size() > RuleForm.MAX_WORDS;
    }

    public LearningSummary learning() {
        return new LearningSummary(layout.messages(), learned);
    }

    public BacktestTable backtest(SiteScreening.Comparison comparison) {
        return new BacktestTable(layout.messages(), comparison);
    }

    /** The tried text with the findings highlighted. */
    public HighlightedText highlighted(TriedText tried) {
        List<QueuedComment.Finding> findings = tried.findings().stream()
                .map(finding ->
                        new QueuedComment.Finding(finding.rule(), finding.detail(), finding.spans(), finding.weight()))
                .toList();
        return new HighlightedText(layout.messages(), tried.body(), findings, tried.score(), List.of());
    }
}
