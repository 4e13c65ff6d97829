package mizan.site;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A website that publishes articles and accepts comments on them.
 *
 * @param name the name in requests: the key under {@code mizan.sites}
 * @param title the name shown to people
 * @param language the language of responses to readers whose request names none
 * @param origins the origins of its articles, at least one; the first is the default target of redirects
 */
public record Site(String name, String title, Locale language, List<HttpOrigin> origins) {

    public Site {
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("The site " + name + " has no origin");
        }
        origins = List.copyOf(origins);
    }

    /** Whether an {@code Origin} header names one of the site's origins. */
    public boolean hasOrigin(String origin) {
        return origins.stream().anyMatch(siteOrigin -> siteOrigin.value().equals(origin));
    }

    /** Whether an absolute http(s) URL has one of the site's origins. */
    public boolean contains(URI url) {
        return HttpOrigin.of(url).filter(origins::contains).isPresent();
    }
}
