package mizan.moderator;

/** A permission of an account. */
public enum Role {
    /** Moderates the comments of the account's sites. */
    MODERATOR,
    /** Moderates the comments of all sites, manages accounts, reads the audit trail. */
    ADMIN,
    /** Handles personal data: a privacy officer. */
    PRIVACY
}
