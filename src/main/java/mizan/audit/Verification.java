package mizan.audit;

/** What a look at the whole audit trail has found. */
public sealed interface Verification {

    /**
     * Every sealed entry is as it was sealed.
     *
     * @param entries how many are sealed
     * @param head the last link in hexadecimal: written down elsewhere, it also proves that none was cut off at the end
     */
    record Intact(long entries, String head) implements Verification {}

    /** What is there hangs together, but the link that was noted is not there any more. */
    record Truncated(long entries) implements Verification {}

    /** This entry is the first that is not as it was sealed. */
    record Tampered(long entry, String reason) implements Verification {}
}
