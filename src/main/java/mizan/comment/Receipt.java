package mizan.comment;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import mizan.platform.Sha256;

/**
 * What an author holds to see and withdraw their comment without an account. Prints nothing of itself; only its hash is
 * kept, and 128 random bits need no slower one.
 */
public final class Receipt {

    private static final int OCTETS = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private Receipt(String value) {
        this.value = value;
    }

    public static Receipt random() {
        byte[] octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return new Receipt(HexFormat.of().formatHex(octets));
    }

    /** Reads 32 hexadecimal digits; empty for anything else. */
    public static Optional<Receipt> parse(String text) {
        boolean isReceipt = text.length() == 2 * OCTETS && text.chars().allMatch(HexFormat::isHexDigit);
        return isReceipt ? Optional.of(new Receipt(text)) : Optional.empty();
    }

    /** For the author only. */
    public String value() {
        return value;
    }

    /** SHA-256: what is kept. */
    public byte[] hash() {
        return Sha256.of(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "Receipt[…]";
    }
}
