package mizan.moderator;

import java.util.Set;

/** How a change of an account ended. */
public sealed interface AccountOutcome {

    record Done() implements AccountOutcome {}

    /** It was so already. */
    record Unchanged() implements AccountOutcome {}

    record NoSuchAccount() implements AccountOutcome {}

    record NameTaken() implements AccountOutcome {}

    /** Not 1–100 letters, digits, dots, hyphens and underscores. */
    record InvalidName() implements AccountOutcome {}

    record InvalidPassword() implements AccountOutcome {}

    record UnknownSites(Set<String> sites) implements AccountOutcome {}

    /** One's own, which one could not get back into. */
    record OwnAccount() implements AccountOutcome {}

    /** Afterwards nobody could look after the accounts. */
    record LastAdmin() implements AccountOutcome {}

    /** The OpenID provider says what this account may do, and has its password. */
    record ManagedByProvider() implements AccountOutcome {}
}
