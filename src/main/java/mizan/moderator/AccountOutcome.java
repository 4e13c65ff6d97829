package mizan.moderator;

import java.util.Set;
import mizan.moderator.password.PasswordPolicy;

/** The outcome of a change to an account. */
public sealed interface AccountOutcome {

    record Done() implements AccountOutcome {}

    /** The account already had the requested state. */
    record Unchanged() implements AccountOutcome {}

    record NoSuchAccount() implements AccountOutcome {}

    record NameTaken() implements AccountOutcome {}

    /** A name has 1–100 letters, digits, dots, hyphens and underscores. */
    record InvalidName() implements AccountOutcome {}

    /** See {@link PasswordPolicy}. */
    record InvalidPassword(PasswordPolicy.Violation violation) implements AccountOutcome {}

    record UnknownSites(Set<String> sites) implements AccountOutcome {}

    /** A MODERATOR who is no ADMIN could moderate nothing without a site. */
    record SiteRequired() implements AccountOutcome {}

    /** Only the command line, and administrators with the role PRIVACY, can give an account that role. */
    record PrivacyNotHeld() implements AccountOutcome {}

    /** Administrators cannot disable their own account or remove their own role ADMIN. */
    record OwnAccount() implements AccountOutcome {}

    /** The change would leave no enabled account with the role ADMIN. */
    record LastAdmin() implements AccountOutcome {}

    /** The OpenID provider manages the roles, the sites and the password of this account. */
    record ManagedByProvider() implements AccountOutcome {}
}
