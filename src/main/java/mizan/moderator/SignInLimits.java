package mizan.moderator;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How often sign-in may fail before it has to wait. After each refill one more failure is allowed.
 *
 * @param addressFailures at once, from one client address
 * @param pairFailures at once, for one account from one client address
 * @param accountFailures at once, for one account from all addresses
 * @param underAttackRefill while an account's failures are used up, each address still has one try in this time
 */
@ConfigurationProperties("mizan.sign-in")
record SignInLimits(
        int addressFailures,
        Duration addressRefill,
        int pairFailures,
        Duration pairRefill,
        int accountFailures,
        Duration accountRefill,
        Duration underAttackRefill) {}
