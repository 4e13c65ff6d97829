package mizan.rotation;

import java.time.Instant;

/** Result of retiring a key. */
public sealed interface RetirementOutcome {

    /**
     * No stored value needs the key.
     *
     * @param unreadable comments whose address cannot be read: if the key has computed their fingerprints, they are not found
     *     by address any more
     */
    record Retired(long unreadable) implements RetirementOutcome {}

    /** The key is declared lost; {@code affected} comments and receipts were sealed with it. */
    record DeclaredLost(long affected) implements RetirementOutcome {}

    /** Neither the file nor the database has the key. */
    record UnknownKey() implements RetirementOutcome {}

    /** The key is the primary one. */
    record PrimaryKey() implements RetirementOutcome {}

    /** The keyset has the key, so it is not lost. */
    record NotLost() implements RetirementOutcome {}

    /** The file lacks the key, but it was never retired. */
    record Missing() implements RetirementOutcome {}

    /** No replica has started with the file's primary key yet. */
    record NotRolledOut() implements RetirementOutcome {}

    /** So many stored values need the key. */
    record InUse(long values) implements RetirementOutcome {}

    /** Idempotency keys that were stored before the promotion are valid until then. */
    record TooEarly(Instant until) implements RetirementOutcome {}
}
