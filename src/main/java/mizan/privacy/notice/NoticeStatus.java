package mizan.privacy.notice;

/** What became of a notice. */
public enum NoticeStatus {
    /** The moderators have not decided yet. */
    PENDING,
    /** They have kept the comment. */
    KEPT,
    /** They have removed the comment. */
    REMOVED,
    /** The comment's author has withdrawn it, or it was erased. */
    WITHDRAWN
}
