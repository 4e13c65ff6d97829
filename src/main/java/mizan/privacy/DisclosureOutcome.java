package mizan.privacy;

/** Result of disclosing an address. */
public sealed interface DisclosureOutcome {

    /** The audit entry is written. */
    record Disclosed(String email) implements DisclosureOutcome {

        @Override
        public String toString() {
            return "Disclosed[…]";
        }
    }

    /** There is no such comment, or its address is erased. */
    record NoSuchComment() implements DisclosureOutcome {}

    /** The key that has encrypted the address is lost, or the ciphertext is damaged. */
    record Unreadable() implements DisclosureOutcome {}
}
