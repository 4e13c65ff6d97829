package mizan.text;

import com.ibm.icu.text.IDNA;
import java.util.Optional;

/**
 * A domain name in both its forms.
 *
 * @param ascii with A-labels, as DNS has it (RFC 5890 §2.3.2.1)
 * @param unicode with U-labels, as people read it
 */
public record DomainName(String ascii, String unicode) {

    // UTS 46, non-transitional, with every check that it offers.
    private static final IDNA UTS_46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** RFC 1035 §2.3.4: 255 octets in a message, and so 253 as text. */
    private static final int MAX_OCTETS = 253;

    /**
     * Reads a domain of any script; empty if UTS 46 finds a fault in it, or an invisible character that it would drop
     * without a word. Whether the domain exists is not asked.
     */
    public static Optional<DomainName> parse(String typed) {
        // An A-label has at least an octet for each code point of its U-label, and a code point is at most two chars.
        if (typed.length() > 2 * MAX_OCTETS || typed.codePoints().anyMatch(DomainName::isDropped)) {
            return Optional.empty();
        }
        IDNA.Info ascii = new IDNA.Info();
        StringBuilder toAscii = UTS_46.nameToASCII(typed, new StringBuilder(), ascii);
        IDNA.Info unicode = new IDNA.Info();
        StringBuilder toUnicode = UTS_46.nameToUnicode(typed, new StringBuilder(), unicode);
        return ascii.hasErrors() || unicode.hasErrors()
                ? Optional.empty()
                : Optional.of(new DomainName(toAscii.toString(), toUnicode.toString()));
    }

    private static boolean isDropped(int codePoint) {
        return WordCharacters.isIgnorable(codePoint) && !WordCharacters.isJoiner(codePoint);
    }
}
