package mizan.screening.ruleset;

import java.time.Instant;

/**
 * A version of the rules of a site. Its content is in {@link RuleOverrides}.
 *
 * @param version 1 for the first change
 * @param moderator the account that stored it
 */
public record RuleVersion(int version, Instant at, String moderator) {}
