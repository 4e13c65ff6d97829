package mizan.screening.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import mizan.platform.http.url.HttpOrigin;
import mizan.screening.match.Link;
import mizan.site.ClosingRules;
import mizan.site.RetentionPolicy;
import mizan.site.Site;
import mizan.site.SiteTerms;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    @Test
    void linksToTheSiteItselfAreTrusted() {
        Site site = site("https://www.my_news.example", "https://أخبار.example:8443", "http://[::1]:8080");

        var trusted = rules().toPolicy(site).trustedDomains();

        assertThat(trusted).containsExactlyInAnyOrder("my_news.example", "أخبار.example", "[::1]");
        assertThat(Link.in("http://my_news.example/a https://blog.my_news.example"))
                .hasSize(2)
                .allMatch(link -> link.isWithin(trusted));
    }

    private static RuleSet rules() {
        return new RuleSet(Map.of(), 2, 30, List.of(), List.of(), List.of("ar"), List.of());
    }

    private static Site site(String... origins) {
        return new Site(
                "news",
                "News",
                Locale.ENGLISH,
                ZoneOffset.UTC,
                Stream.of(origins)
                        .map(origin -> HttpOrigin.parse(origin).orElseThrow())
                        .toList(),
                RetentionPolicy.DEFAULT,
                null,
                ClosingRules.NONE,
                SiteTerms.NONE,
                null);
    }
}
