package mizan.submission.robot;

/** Result of checking the form stamp of a submission. */
enum StampCheck {
    /** The form was opened long enough ago, and not too long ago. */
    VALID,
    /** The submission has no stamp. */
    MISSING,
    /** The form was filled in faster than people do. */
    TOO_FAST,
    /** The stamp is too old. */
    EXPIRED,
    /** The service has not issued this stamp, or not for this site. */
    FORGED
}
