package mizan.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mizan.screening.classifier.LabelledText;
import mizan.screening.rule.Rule;
import mizan.screening.rule.Rules;
import mizan.screening.rule.ScreenedComment;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.rule.ScreeningRule;
import org.jspecify.annotations.Nullable;

/**
 * What the rules find in comments that people have decided. Rules that look at the request, the author or the time are left
 * out, and so are those that have no list of words, domains or languages. A text is similar to an earlier one of the list.
 *
 * @param approved the number of approved comments
 * @param rejected the number of rejected comments
 * @param rules the rules in their order
 * @param any the comments in which any of these rules finds something
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RuleEvaluation(int approved, int rejected, List<Findings> rules, Findings any) {

    /** A text is compared with all earlier ones, however long the evaluation takes. */
    private static final Clock NO_TIME_PASSES = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private static final String ANY = "any";

    /**
     * The comments in which a rule finds something. A share is null where there is nothing to take a share of.
     *
     * @param found the number of comments
     * @param precision the share of these comments that were rejected
     * @param recall the share of rejected comments in which it finds something
     * @param falsePositiveRate the share of approved comments in which it finds something
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Findings(
            String rule,
            int found,
            @Nullable Double precision,
            @Nullable Double recall,
            @Nullable Double falsePositiveRate) {}

    /** Runs the rules of a policy on comments in their order. */
    public static RuleEvaluation of(List<LabelledText> texts, ScreeningPolicy policy) {
        List<Rule> rules = measured(policy);
        Counts[] counts = Stream.generate(Counts::new).limit(rules.size()).toArray(Counts[]::new);
        Counts any = new Counts();
        Counts all = new Counts();
        for (LabelledText text : texts) {
            List<Boolean> found = check(text, rules, policy);
            for (int i = 0; i < counts.length; i++) {
                counts[i].add(text, found.get(i));
            }
            any.add(text, found.contains(true));
            all.add(text, true);
        }
        List<Findings> findings = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            findings.add(counts[i].findings(rules.get(i).id().id(), all));
        }
        return new RuleEvaluation(all.approved, all.rejected, findings, any.findings(ANY, all));
    }

    private static List<Boolean> check(LabelledText text, List<Rule> rules, ScreeningPolicy policy) {
        ScreenedComment comment = ScreenedComment.ofText(text.text());
        List<Boolean> found = new ArrayList<>();
        for (Rule rule : rules) {
            found.add(rule.check(comment, policy).isPresent());
            rule.accepted(comment);
        }
        return found;
    }

    private static List<Rule> measured(ScreeningPolicy policy) {
        Set<ScreeningRule> left = EnumSet.of(ScreeningRule.BURST, ScreeningRule.SIMILAR_TO_REJECTED);
        if (policy.listedDomains().isEmpty()) {
            left.add(ScreeningRule.LISTED_DOMAIN);
        }
        if (policy.words().size() == 0) {
            left.add(ScreeningRule.WORDS);
        }
        if (policy.scripts().isEmpty()) {
            left.add(ScreeningRule.LANGUAGE);
        }
        return Rules.untrained(NO_TIME_PASSES).inOrder().stream()
                .filter(rule -> policy.weight(rule.id()).isPresent() && !left.contains(rule.id()))
                .toList();
    }

    private static final class Counts {

        private int approved;
        private int rejected;

        void add(LabelledText text, boolean isFound) {
            if (isFound && text.isRejected()) {
                rejected++;
            } else if (isFound) {
                approved++;
            }
        }

        Findings findings(String rule, Counts all) {
            int found = approved + rejected;
            return new Findings(
                    rule, found, share(rejected, found), share(rejected, all.rejected), share(approved, all.approved));
        }

        private static @Nullable Double share(int part, int whole) {
            return whole == 0 ? null : (double) part / whole;
        }
    }
}
