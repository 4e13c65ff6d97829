package mizan.audit;

/** The deeds worth remembering. */
public enum AuditAction {
    /** A moderator approved a comment. */
    COMMENT_APPROVED,
    /** A moderator rejected a comment, or the service did; the detail is the reason. */
    COMMENT_REJECTED,
    /** A moderator took a decision back. */
    COMMENT_REOPENED,
    /** An author withdrew their comment. */
    COMMENT_WITHDRAWN,
    /** A privacy officer saw an author's address; the detail is what for. */
    EMAIL_REVEALED,
    /** Somebody who may not see addresses asked for one. */
    EMAIL_REVEAL_REFUSED,
    /** A moderator signed in. */
    SIGNED_IN,
    /** Somebody tried to sign in and could not. */
    SIGN_IN_REFUSED,
    /** An account was made; the detail is its name and what it may do. */
    MODERATOR_ADDED,
    /** An account got other roles or sites. */
    MODERATOR_CHANGED,
    /** An account was shut out; the detail is its name. */
    MODERATOR_DISABLED,
    /** An account was let in again. */
    MODERATOR_ENABLED,
    /** An account got another password. */
    PASSWORD_CHANGED
}
