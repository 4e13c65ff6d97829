package mizan.comment;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import mizan.email.FingerprintKey;
import org.jspecify.annotations.Nullable;

/**
 * What the digest of a comment's text covers. It is equal for the same text under the same article and parent, whoever
 * wrote it.
 *
 * @param kind comments of different kinds are no duplicates of each other
 */
public record TextDigest(
        Kind kind, String site, String article, @Nullable UUID parentId, String body) {

    /** 32 bytes. */
    public byte[] under(FingerprintKey key) {
        return key.digest(List.of("text", kind.part, site, article, Objects.toString(parentId, ""), body));
    }

    /** Whether a robot has written a comment. Its comment must not make a person's comment a duplicate. */
    public enum Kind {
        /** Of a person, as far as the service can tell. */
        PERSON("comment"),
        /** Of a robot that has filled in the honeypot. */
        ROBOT("trapped");

        private final String part;

        Kind(String part) {
            this.part = part;
        }

        /** The part of a digest that stands for the kind. */
        public String part() {
            return part;
        }
    }

    /** Does not contain the text, because it may be logged. */
    @Override
    public String toString() {
        return "TextDigest[…]";
    }
}
