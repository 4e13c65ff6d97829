package mizan.screening.rule;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import mizan.screening.match.WordList;
import mizan.text.Confusables;

/**
 * How a site screens.
 *
 * @param weights of the rules that are on
 * @param maxLinks the number of links that a comment may have
 * @param listedDomains domains whose links are found
 * @param trustedDomains the site's own, and others whose links do not count
 * @param knownDomains domains that others imitate, by their skeletons
 * @param scripts the codes of the scripts of its languages
 * @param words the words to find
 * @param burst the number of comments on an article within a minute that is unusual
 */
public record ScreeningPolicy(
        Map<ScreeningRule, Integer> weights,
        int maxLinks,
        Set<String> listedDomains,
        Set<String> trustedDomains,
        Map<String, String> knownDomains,
        Set<String> scripts,
        WordList words,
        int burst) {

    /** The weight of a rule; empty if it is off. */
    public OptionalInt weight(ScreeningRule rule) {
        Integer weight = weights.get(rule);
        return weight == null ? OptionalInt.empty() : OptionalInt.of(weight);
    }

    /** This policy with other weights. */
    public ScreeningPolicy with(Map<ScreeningRule, Integer> otherWeights) {
        return new ScreeningPolicy(
                otherWeights, maxLinks, listedDomains, trustedDomains, knownDomains, scripts, words, burst);
    }

    /** Domains by their skeletons of UTS 39. */
    public static Map<String, String> bySkeleton(Set<String> domains) {
        return domains.stream().collect(toMap(Confusables::skeleton, domain -> domain, (first, _) -> first));
    }
}
