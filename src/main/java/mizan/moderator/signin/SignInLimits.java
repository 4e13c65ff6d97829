package mizan.moderator.signin;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * Limits of failed sign-ins. After each refill interval one more failure is allowed.
 *
 * @param networkFailures allowed at once from one wider network: an IPv6 /56, an IPv6 /48 or an IPv4 /24
 * @param addressFailures allowed at once from one client address: an IPv4 address or an IPv6 /64
 * @param pairFailures allowed at once for one account from one client address
 * @param accountFailures allowed at once for one account from all addresses
 * @param underAttackRefill while an account is over its limit, each address has one attempt per interval
 */
@ConfigurationProperties("mizan.sign-in")
record SignInLimits(
        int networkFailures,
        Duration networkRefill,
        int addressFailures,
        Duration addressRefill,
        int pairFailures,
        Duration pairRefill,
        int accountFailures,
        Duration accountRefill,
        Duration underAttackRefill) {}
