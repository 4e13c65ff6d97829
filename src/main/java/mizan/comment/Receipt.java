package mizan.comment;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import mizan.platform.Sha256;

/**
 * The author's capability to see and withdraw a comment without an account: 128 random bits. {@code toString} does not
 * contain them. Only their SHA-256 hash is stored; random bits need no slow hash.
 */
public final class Receipt {

    private static final int BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private Receipt(String value) {
        this.value = value;
    }

    public static Receipt random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Receipt(HexFormat.of().formatHex(bytes));
    }

    /** Parses 32 hexadecimal digits; empty for anything else. */
    public static Optional<Receipt> parse(String text) {
        boolean isReceipt = text.length() == 2 * BYTES && text.chars().allMatch(HexFormat::isHexDigit);
        return isReceipt ? Optional.of(new Receipt(text)) : Optional.empty();
    }

    /** The secret itself, for the author only. */
    public String value() {
        return value;
    }

    /** The SHA-256 hash that is stored. */
    public byte[] hash() {
        return Sha256.of(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "Receipt[…]";
    }
}
