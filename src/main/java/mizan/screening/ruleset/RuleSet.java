package mizan.screening.ruleset;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mizan.platform.http.url.HttpOrigin;
import mizan.screening.match.WordList;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.rule.ScreeningRule;
import mizan.site.Site;
import mizan.text.Confusables;
import mizan.text.DomainName;

/**
 * The rules of a site, as people write them.
 *
 * @param weights of the rules that are on
 * @param maxLinks the number of links that a comment may have
 * @param burst the number of comments on an article within a minute that is unusual
 * @param listedDomains domains whose links are found
 * @param trustedDomains domains whose links do not count, besides the site's own
 * @param languages the languages of comments
 * @param words words and phrases to find
 */
public record RuleSet(
        Map<ScreeningRule, Integer> weights,
        int maxLinks,
        int burst,
        List<String> listedDomains,
        List<String> trustedDomains,
        List<String> languages,
        List<String> words) {

    public static final int DEFAULT_MAX_LINKS = 2;

    public static final int DEFAULT_BURST = 30;

    /** Sites that links in spam imitate most often. */
    private static final Set<String> IMITATED = Set.of(
            "google.com",
            "facebook.com",
            "youtube.com",
            "instagram.com",
            "whatsapp.com",
            "telegram.org",
            "twitter.com",
            "paypal.com",
            "apple.com",
            "icloud.com",
            "microsoft.com",
            "amazon.com",
            "netflix.com",
            "binance.com",
            "coinbase.com",
            "wikipedia.org",
            "linkedin.com",
            "tiktok.com",
            "aljazeera.net",
            "alarabiya.net",
            "bbc.com",
            "reuters.com");

    /** The rules of a site without settings, with all weights as they are by default. */
    public static RuleSet ofDefaults(int maxLinks, List<String> languages) {
        Map<ScreeningRule, Integer> weights = new EnumMap<>(ScreeningRule.class);
        Arrays.stream(ScreeningRule.values())
                .filter(ScreeningRule::isOnByDefault)
                .forEach(rule -> weights.put(rule, rule.defaultWeight()));
        return new RuleSet(weights, maxLinks, DEFAULT_BURST, List.of(), List.of(), languages, List.of());
    }

    /** Compiles the rules into what screening needs. A long list of words takes some time. */
    public ScreeningPolicy toPolicy(Site site) {
        return toPolicy(ownDomains(site));
    }

    /** Compiles the rules for texts that belong to no site. */
    public ScreeningPolicy toPolicy() {
        return toPolicy(Set.of());
    }

    private ScreeningPolicy toPolicy(Set<String> own) {
        Set<String> trusted = unicode(trustedDomains);
        return new ScreeningPolicy(
                weights,
                maxLinks,
                unicode(listedDomains),
                Stream.concat(own.stream(), trusted.stream()).collect(toUnmodifiableSet()),
                ScreeningPolicy.bySkeleton(
                        Stream.of(own, trusted, IMITATED).flatMap(Set::stream).collect(toUnmodifiableSet())),
                languages.stream()
                        .map(tag -> Confusables.script(Locale.forLanguageTag(tag)))
                        .collect(toUnmodifiableSet()),
                words.isEmpty() ? WordList.EMPTY : WordList.of(words),
                burst);
    }

    private static Set<String> ownDomains(Site site) {
        return site.origins().stream()
                .map(HttpOrigin::host)
                .map(host -> unicode(host.startsWith("www.") ? host.substring(4) : host))
                .collect(toUnmodifiableSet());
    }

    private static Set<String> unicode(Collection<String> domains) {
        return domains.stream().map(RuleSet::unicode).collect(toUnmodifiableSet());
    }

    private static String unicode(String domain) {
        String lower = domain.strip().toLowerCase(Locale.ROOT);
        return DomainName.parse(lower).map(DomainName::unicode).orElse(lower);
    }
}
