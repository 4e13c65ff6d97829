package mizan.console.screening;

import java.util.List;
import mizan.console.layout.Layout;
import mizan.console.queue.HighlightedText;
import mizan.moderation.queue.QueuedComment;
import mizan.moderation.screening.SiteRules;
import mizan.moderation.screening.TriedText;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page with the screening rules of a site.
 *
 * @param sites the permitted sites to choose from
 * @param name the name that was tried, as typed
 * @param body the text that was tried, as typed
 * @param isInvalid whether name or text is not valid
 * @param result what the rules found in it; null if nothing was tried
 */
public record ScreeningPage(
        Layout layout,
        List<String> sites,
        SiteRules rules,
        String name,
        String body,
        boolean isInvalid,
        @Nullable TriedText result) {

    static final String PATH = "/console/screening";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public String number(int number) {
        return layout.messages().number(number);
    }

    /** The rule's weight, or that it is off. */
    public String weight(SiteRules.SiteRule rule) {
        Integer weight = rule.weight();
        return weight == null ? text("screening.off") : number(weight);
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
