package mizan.submission.robot;

import java.util.List;
import java.util.Optional;
import mizan.platform.limit.HashedKey;
import mizan.platform.limit.RateLimit;
import mizan.screening.rule.ScreeningRule;

/** Result of checking whether a submission comes from a robot. */
public sealed interface RobotCheck {

    /**
     * The submission can be accepted.
     *
     * @param findings what the moderators are told
     * @param limits the limits that it counts for, besides those of all submissions
     * @param proof the proof to use up; empty if none was needed
     */
    record Passed(List<ScreeningRule> findings, List<RateLimit> limits, Optional<HashedKey> proof)
            implements RobotCheck {}

    /** The site gets many submissions, and this one has no valid proof of work. */
    record ProofRequired(ProofChallenge challenge) implements RobotCheck {}
}
