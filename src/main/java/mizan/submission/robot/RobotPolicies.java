package mizan.submission.robot;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import mizan.site.Site;
import mizan.site.Sites;

/** The policies of all sites, read from their settings at start. */
@Context
final class RobotPolicies {

    private final Map<String, RobotPolicy> policies;

    RobotPolicies(Environment environment, Sites sites) {
        policies = sites.all().stream().collect(toUnmodifiableMap(Site::name, site -> policy(environment, site)));
    }

    /** The policy of a configured site. */
    RobotPolicy get(String site) {
        return Objects.requireNonNull(policies.get(site), "not a site");
    }

    Map<String, RobotPolicy> all() {
        return policies;
    }

    private static RobotPolicy policy(Environment environment, Site site) {
        String prefix = RobotSettings.prefix(site.name());
        Optional<RobotPolicy.Stamp> stamp = environment
                .getProperty(prefix + RobotSettings.FORM_STAMP, String.class)
                .flatMap(RobotSettings::stamp);
        Optional<Integer> above = environment.getProperty(prefix + RobotSettings.PROOF_ABOVE, Integer.class);
        return new RobotPolicy(
                stamp.orElse(RobotPolicy.Stamp.OPTIONAL),
                above.map(OptionalInt::of).orElseGet(OptionalInt::empty));
    }
}
