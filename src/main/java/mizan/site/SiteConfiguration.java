package mizan.site;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry under {@code mizan.sites}.
 *
 * @param title defaults to the name
 * @param origins such as {@code https://news.example}
 */
@EachProperty("mizan.sites")
record SiteConfiguration(@Parameter String name, @Nullable String title, Locale language, List<String> origins) {

    /** @throws IllegalArgumentException if an origin is none, so that the service does not start with it */
    Site toSite() {
        List<HttpOrigin> parsed = origins.stream()
                .map(origin -> HttpOrigin.parse(origin)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "mizan.sites." + name + ".origins: not an http(s) origin: " + origin)))
                .toList();
        return new Site(name, title == null ? name : title, language, parsed);
    }
}
