package mizan.submission.robot;

import java.util.OptionalInt;

/**
 * How a site tells robots from people.
 *
 * @param stamp whether submissions need a form stamp
 * @param proofAbove the submissions a minute above which they need a proof of work; empty if they never do
 */
record RobotPolicy(Stamp stamp, OptionalInt proofAbove) {

    /** Whether submissions need a form stamp. */
    enum Stamp {
        /** A stamp is checked if there is one. */
        OPTIONAL,
        /** A submission without a stamp has a finding. */
        REQUIRED
    }
}
