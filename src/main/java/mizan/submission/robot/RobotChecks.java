package mizan.submission.robot;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mizan.platform.http.client.ClientAddress;
import mizan.platform.limit.HashedKey;
import mizan.platform.limit.Quota;
import mizan.platform.limit.RateLimit;
import mizan.platform.limit.RateLimiter;
import mizan.screening.rule.ScreeningRule;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether submissions come from robots. A form stamp that is missing or not valid costs no comment: the moderators
 * are told. A proof of work is asked for only while the rate of a site is raised.
 */
@Singleton
public final class RobotChecks {

    /** The proof of a client that cannot compute one, such as a form without script. */
    public static final String NO_PROOF = "unavailable";

    /** Submissions without a proof that a client may send at once while the rate of a site is raised. */
    private static final Quota CLIENT_WITHOUT_PROOF = new Quota("proof", 2, Duration.ofMinutes(1));

    private final FormStamps stamps;
    private final Proofs proofs;
    private final RobotPolicies policies;
    private final Map<String, SiteLimits> limits;
    private final RateLimiter clients;
    private final HashedKey.Hasher hasher = new HashedKey.Hasher();

    RobotChecks(FormStamps stamps, Proofs proofs, RobotPolicies policies, Clock clock) {
        this.stamps = stamps;
        this.proofs = proofs;
        this.policies = policies;
        this.clients = new RateLimiter(CLIENT_WITHOUT_PROOF, clock);
        this.limits = policies.all().entrySet().stream()
                .filter(site -> site.getValue().proofAbove().isPresent())
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey,
                        site -> new SiteLimits(site.getValue().proofAbove().getAsInt(), clock)));
    }

    /** Checks a submission, and counts it for the rate of its site. Its proof is not used up yet. */
    public RobotCheck check(String site, Evidence evidence, ClientAddress client) {
        List<ScreeningRule> findings = new ArrayList<>(stampFindings(site, evidence.stamp()));
        @Nullable SiteLimits siteLimits = limits.get(site);
        if (siteLimits == null || !siteLimits.rate().count()) {
            return new RobotCheck.Passed(findings, List.of(), Optional.empty());
        }
        String proof = evidence.proof() == null ? "" : evidence.proof();
        if (proof.equals(NO_PROOF)) {
            findings.add(ScreeningRule.NO_PROOF);
            return new RobotCheck.Passed(findings, limits(siteLimits, client), Optional.empty());
        }
        return proofs.verify(site, proof)
                .<RobotCheck>map(verified -> new RobotCheck.Passed(findings, List.of(), Optional.of(verified)))
                .orElseGet(() -> new RobotCheck.ProofRequired(proofs.challenge(site)));
    }

    /** Uses up the proof of a submission that is about to be stored. Empty unless it was used before. */
    public Optional<RobotCheck.ProofRequired> use(String site, RobotCheck.Passed passed) {
        return passed.proof()
                .filter(proof -> !proofs.use(proof))
                .map(_ -> new RobotCheck.ProofRequired(proofs.challenge(site)));
    }

    private List<ScreeningRule> stampFindings(String site, @Nullable String stamp) {
        return switch (stamps.check(site, stamp)) {
            case VALID -> List.of();
            case MISSING ->
                policies.get(site).stamp() == RobotPolicy.Stamp.REQUIRED
                        ? List.of(ScreeningRule.FORM_STAMP)
                        : List.of();
            case TOO_FAST -> List.of(ScreeningRule.TOO_FAST);
            case EXPIRED, FORGED -> List.of(ScreeningRule.FORM_STAMP);
        };
    }

    // As for all submissions: clients on the loopback address have no limit of their own.
    private List<RateLimit> limits(SiteLimits site, ClientAddress client) {
        RateLimit ofClient = new RateLimit(clients, hasher.hash(client.network().prefix()));
        return client.isLoopback() ? List.of(site.withoutProof()) : List.of(ofClient, site.withoutProof());
    }

    /**
     * What a submission brings along.
     *
     * @param stamp its form stamp
     * @param proof its proof of work, or {@link #NO_PROOF}
     */
    public record Evidence(@Nullable String stamp, @Nullable String proof) {}

    /**
     * @param withoutProof as many submissions a minute as below the raised rate
     */
    private record SiteLimits(SubmissionRate rate, RateLimit withoutProof) {

        SiteLimits(int perMinute, Clock clock) {
            this(
                    new SubmissionRate(perMinute, clock),
                    new RateLimit(
                            new RateLimiter(SubmissionRate.quota("proof-site", perMinute), clock),
                            new HashedKey(0, 0)));
        }
    }
}
