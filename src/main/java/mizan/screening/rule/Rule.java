package mizan.screening.rule;

import java.util.Optional;

/** A check of new comments. It takes linear time, uses no database and no network, and may throw. */
public interface Rule {

    ScreeningRule id();

    /** What the rule has found; empty if there is nothing. */
    Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy);

    /** Takes note of a comment that was stored after its check. */
    default void accepted(ScreenedComment comment) {}
}
