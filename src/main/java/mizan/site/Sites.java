package mizan.site;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micronaut.context.annotation.Context;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;

/** The configured sites. Created at start, so that the service does not start with a wrong configuration. */
@Context
public class Sites {

    public static final ProblemType NO_SUCH_SITE = new ProblemType("no-such-site", 404);

    private final Map<String, Site> sites;

    Sites(List<SiteConfiguration> configurations) {
        sites = configurations.stream()
                .map(SiteConfiguration::toSite)
                .collect(toUnmodifiableMap(Site::name, site -> site));
    }

    public Optional<Site> find(String name) {
        return Optional.ofNullable(sites.get(name));
    }

    /** @throws ProblemException {@link #NO_SUCH_SITE} */
    public Site get(String name) {
        return find(name).orElseThrow(() -> new ProblemException(NO_SUCH_SITE));
    }

    public Collection<Site> all() {
        return sites.values();
    }

    /** The time zone of pages that belong to no site: that of all sites if they have the same, else UTC. */
    public ZoneId timeZone() {
        List<ZoneId> zones =
                sites.values().stream().map(Site::timeZone).distinct().toList();
        return zones.size() == 1 ? zones.getFirst() : ZoneOffset.UTC;
    }

    /** Whether an {@code Origin} header names an origin of any site. */
    public boolean hasOrigin(String origin) {
        return sites.values().stream().anyMatch(site -> site.hasOrigin(origin));
    }
}
