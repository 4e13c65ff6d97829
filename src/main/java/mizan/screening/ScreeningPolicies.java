package mizan.screening;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import mizan.screening.match.WordList;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.rule.ScreeningRule;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.text.Confusables;
import mizan.text.DomainName;

/** The policies of all sites, read from their settings at start. */
@Context
public class ScreeningPolicies {

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

    private final Map<String, ScreeningPolicy> policies;

    ScreeningPolicies(Environment environment, Sites sites) {
        policies = sites.all().stream().collect(toUnmodifiableMap(Site::name, site -> policy(environment, site)));
    }

    /** The policy of a configured site. */
    public ScreeningPolicy get(String site) {
        return Objects.requireNonNull(policies.get(site), "not a site");
    }

    private static ScreeningPolicy policy(Environment environment, Site site) {
        String prefix = ScreeningSettings.prefix(site.name());
        Set<String> own = ownDomains(site);
        Set<String> trusted = domains(environment, prefix + ScreeningSettings.TRUSTED_DOMAINS);
        return new ScreeningPolicy(
                weights(environment, prefix),
                environment
                        .getProperty(prefix + ScreeningSettings.MAX_LINKS, Integer.class)
                        .orElse(2),
                domains(environment, prefix + ScreeningSettings.LISTED_DOMAINS),
                Stream.concat(own.stream(), trusted.stream()).collect(toUnmodifiableSet()),
                ScreeningPolicy.bySkeleton(
                        Stream.of(own, trusted, IMITATED).flatMap(Set::stream).collect(toUnmodifiableSet())),
                scripts(environment, prefix, site),
                words(environment, prefix),
                environment
                        .getProperty(prefix + ScreeningSettings.BURST, Integer.class)
                        .orElse(30));
    }

    private static Map<ScreeningRule, Integer> weights(Environment environment, String prefix) {
        Map<ScreeningRule, Integer> weights = new EnumMap<>(ScreeningRule.class);
        for (ScreeningRule rule : ScreeningRule.values()) {
            if (rule.isConfigurable()) {
                String value = environment
                        .getProperty(prefix + ScreeningSettings.RULES + rule.id(), String.class)
                        .orElse(rule.isOnByDefault() ? "on" : "off");
                ScreeningSettings.weight(value, rule).ifPresent(weight -> weights.put(rule, weight));
            }
        }
        return weights;
    }

    private static Set<String> domains(Environment environment, String name) {
        return list(environment, name).stream().map(ScreeningPolicies::unicode).collect(toUnmodifiableSet());
    }

    private static List<String> list(Environment environment, String name) {
        return environment.getProperty(name, Argument.listOf(String.class)).orElse(List.of());
    }

    private static Set<String> ownDomains(Site site) {
        return site.origins().stream()
                .map(origin -> URI.create(origin.value()).getHost())
                .filter(Objects::nonNull)
                .map(host -> unicode(host.startsWith("www.") ? host.substring(4) : host))
                .collect(toUnmodifiableSet());
    }

    private static String unicode(String domain) {
        String lower = domain.strip().toLowerCase(Locale.ROOT);
        return DomainName.parse(lower).map(DomainName::unicode).orElse(lower);
    }

    private static Set<String> scripts(Environment environment, String prefix, Site site) {
        List<String> languages = list(environment, prefix + ScreeningSettings.LANGUAGES);
        return (languages.isEmpty() ? List.of(site.language().toLanguageTag()) : languages)
                .stream()
                        .map(tag -> Confusables.script(Locale.forLanguageTag(tag)))
                        .collect(toUnmodifiableSet());
    }

    private static WordList words(Environment environment, String prefix) {
        return environment
                .getProperty(prefix + ScreeningSettings.WORDS, String.class)
                .map(Path::of)
                .map(ScreeningPolicies::read)
                .orElse(WordList.EMPTY);
    }

    private static WordList read(Path file) {
        try {
            return WordList.of(ScreeningSettings.words(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
