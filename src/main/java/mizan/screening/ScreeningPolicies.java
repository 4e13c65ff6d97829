package mizan.screening;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.schema.SchemaReady;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.ruleset.RuleOverrides;
import mizan.screening.ruleset.RuleSet;
import mizan.screening.ruleset.RuleVersions;
import mizan.site.Site;
import mizan.site.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies of all sites: their settings, with the newest stored version of what administrators have changed. Each replica
 * looks for new versions every two seconds. While the database is unavailable the last known policies apply.
 */
@Context
public class ScreeningPolicies {

    private static final Logger LOG = LoggerFactory.getLogger(ScreeningPolicies.class);

    private static final int SETTINGS_ONLY = 0;

    private final Sites sites;
    private final RuleVersions versions;
    private final Map<String, RuleSet> settings;
    private final Map<String, Loaded> current = new ConcurrentHashMap<>();

    ScreeningPolicies(Environment environment, Sites sites, RuleVersions versions) {
        this.sites = sites;
        this.versions = versions;
        settings = sites.all().stream()
                .collect(toUnmodifiableMap(Site::name, site -> RuleSettings.read(environment, site)));
        settings.forEach((site, rules) -> current.put(site, load(site, SETTINGS_ONLY, rules)));
    }

    /** The policy of a configured site. */
    public ScreeningPolicy get(String site) {
        return loaded(site).policy();
    }

    /** The rules that apply to a configured site. */
    public RuleSet rules(String site) {
        return loaded(site).rules();
    }

    /** The rules of a configured site without what administrators have changed. */
    public RuleSet settings(String site) {
        return Objects.requireNonNull(settings.get(site), "not a site");
    }

    private Loaded loaded(String site) {
        return Objects.requireNonNull(current.get(site), "not a site");
    }

    /** Loads the stored versions before the first request. */
    @EventListener
    void load(SchemaReady event) {
        poll();
    }

    @Scheduled(initialDelay = "2s", fixedDelay = "2s")
    void poll() {
        try {
            refresh();
        } catch (RuntimeException e) {
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
            LOG.debug("Screening rules are not refreshed: database unavailable");
        }
    }

    /** Loads the versions that were stored since the last time, on any replica. One thread at a time: the newest one wins. */
    public synchronized void refresh() {
        Map<String, Integer> newest = versions.newest(settings.keySet());
        settings.forEach((site, rules) -> {
            int version = newest.getOrDefault(site, SETTINGS_ONLY);
            if (version != loaded(site).version()) {
                current.put(site, load(site, version, overrides(site, version).appliedTo(rules)));
            }
        });
    }

    private RuleOverrides overrides(String site, int version) {
        return version == SETTINGS_ONLY
                ? RuleOverrides.NONE
                : versions.find(site, version).orElse(RuleOverrides.NONE);
    }

    private Loaded load(String site, int version, RuleSet rules) {
        return new Loaded(version, rules, rules.toPolicy(sites.get(site)));
    }

    private record Loaded(int version, RuleSet rules, ScreeningPolicy policy) {}
}
