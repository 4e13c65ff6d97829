package mizan.audit;

/** The result of verifying the hash chain of the audit trail. */
public sealed interface Verification {

    /**
     * No entry in the chain was changed, deleted or inserted.
     *
     * @param entries the number of entries in the chain
     * @param head the newest link in hexadecimal; stored elsewhere, it is the checkpoint of a later verification
     * @param unchained the number of newer entries that are not in the chain yet
     */
    record Intact(long entries, String head, long unchained) implements Verification {}

    /** The chain is consistent, but does not contain the checkpoint. */
    record Truncated(long entries) implements Verification {}

    /** The entry is the first that was changed, deleted or inserted. */
    record Tampered(long entry, String reason) implements Verification {}
}
