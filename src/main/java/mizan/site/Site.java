package mizan.site;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A place that publishes articles and takes comments on them.
 *
 * @param name how requests name it: the key under {@code mizan.sites}
 * @param title how people call it
 * @param language in which its readers are spoken to when they ask for none
 * @param origins where its articles live, at least one; the first is where readers are sent when nothing better is known
 */
public record Site(String name, String title, Locale language, List<HttpOrigin> origins) {

    public Site {
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("The site " + name + " has no origin");
        }
        origins = List.copyOf(origins);
    }

    /** Whether a browser's {@code Origin} is one of this site's. */
    public boolean hasOrigin(String origin) {
        return origins.stream().anyMatch(own -> own.value().equals(origin));
    }

    /** Whether an absolute http(s) URL lies under one of this site's origins. */
    public boolean contains(URI url) {
        return HttpOrigin.of(url).filter(origins::contains).isPresent();
    }
}
