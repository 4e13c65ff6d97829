package mizan.moderator;

import java.util.Set;

/** The outcome of a change to an account. */
public sealed interface AccountOutcome {

    record Done() implements AccountOutcome {}

    /** The account already had the requested state. */
    record Unchanged() implements AccountOutcome {}

    record NoSuchAccount() implements AccountOutcome {}

    record NameTaken() implements AccountOutcome {}

    /** A name has 1–100 letters, digits, dots, hyphens and underscores. */
    record InvalidName() implements AccountOutcome {}

    /** See {@link Accounts#isValidPassword}. */
    record InvalidPassword() implements AccountOutcome {}

    record UnknownSites(Set<String> sites) implements AccountOutcome {}

    /** Administrators cannot disable their own account or remove their own role ADMIN. */
    record OwnAccount() implements AccountOutcome {}

    /** The change would leave no enabled account with the role ADMIN. */
    record LastAdmin() implements AccountOutcome {}

    /** The OpenID provider manages the roles, the sites and the password of this account. */
    record ManagedByProvider() implements AccountOutcome {}
}
