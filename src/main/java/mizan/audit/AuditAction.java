package mizan.audit;

/** An action that is recorded in the audit trail. */
public enum AuditAction {
    /** A moderator approved a comment. */
    COMMENT_APPROVED,
    /** A moderator rejected a comment, or the service did; the detail is the reason. */
    COMMENT_REJECTED,
    /** A moderator reopened a comment: it is pending again. */
    COMMENT_REOPENED,
    /** An author withdrew their comment. */
    COMMENT_WITHDRAWN,
    /** A privacy officer saw an author's e-mail address; the detail is the purpose. */
    EMAIL_REVEALED,
    /** A moderator without the role PRIVACY asked for an e-mail address. */
    EMAIL_REVEAL_REFUSED,
    /** A moderator signed in. */
    SIGNED_IN,
    /** An attempt to sign in failed. */
    SIGN_IN_REFUSED,
    /** An account was created; the detail is its name, roles and sites. */
    MODERATOR_ADDED,
    /** The roles or sites of an account were changed. */
    MODERATOR_CHANGED,
    /** An account was disabled; the detail is its name. */
    MODERATOR_DISABLED,
    /** An account was enabled again. */
    MODERATOR_ENABLED,
    /** The password of an account was changed. */
    PASSWORD_CHANGED,
    /** A moderator listed the comments of a comment's author. */
    AUTHOR_SEARCHED,
    /** An administrator took over another moderator's claim on a comment; the detail is that moderator's name. */
    CLAIM_TAKEN_OVER,
    /** An administrator released another moderator's claim on a comment; the detail is that moderator's name. */
    CLAIM_RELEASED,
    /** An administrator has changed an article. The detail has its site, its key, and the changed fields. */
    ARTICLE_CHANGED,
    /** A moderator blocked the author of a comment on its site. */
    AUTHOR_BLOCKED,
    /** A moderator blocked the client that sent a comment, on its site. */
    CLIENT_BLOCKED,
    /** A moderator lifted a block; the comment is the one that it was made for. */
    BLOCK_LIFTED,
    /** Expired personal data was erased. The detail has the numbers for each site. */
    RETENTION_APPLIED,
    /** The command line moved stored values to the primary keys; the detail is their number. */
    KEYS_RESEALED,
    /** A key was retired; the detail is its keyset and its id. */
    KEY_RETIRED,
    /** A key was declared lost; the detail is its keyset and its id. */
    KEY_LOST,
    /** A privacy officer saw all data about an e-mail address. The detail has counts, never the address. */
    PERSONAL_DATA_EXPORTED,
    /** A privacy officer, or the command line after a restore, erased comments' authors. The detail has counts only. */
    PERSONAL_DATA_ERASED,
    /** A moderator without the role PRIVACY asked for personal data, or for its erasure. */
    PERSONAL_DATA_REFUSED,
    /** All comments of a site were exported. The detail has the site, the format, and whether addresses were in plain text. */
    SITE_EXPORTED,
    /** Comments of another system were imported. The detail has the site, the format, and the id of the import. */
    COMMENTS_IMPORTED,
    /** An import was undone. The detail is that of the import. */
    IMPORT_UNDONE,
    /** An administrator has changed the screening rules of a site; the detail has the site, the version and the changes. */
    SCREENING_RULES_CHANGED,
    /** An API key for scores was created; the detail has its id, its site and its name. */
    SCORER_KEY_ADDED,
    /** An API key for scores was revoked; the detail is its id. */
    SCORER_KEY_REVOKED,
    /** A webhook was added; the detail has its id, its site and its origin. */
    WEBHOOK_ADDED,
    /** A webhook was deleted; the detail is its id. */
    WEBHOOK_DELETED,
    /** A webhook got a new secret; the detail is its id. */
    WEBHOOK_SECRET_ROTATED,
    /** Parked events of a webhook are sent again; the detail has its id and their number. */
    WEBHOOK_REDELIVERED
}
