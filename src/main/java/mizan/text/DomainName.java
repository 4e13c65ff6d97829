package mizan.text;

import com.ibm.icu.text.IDNA;
import java.util.Optional;

/**
 * Internationalized domain name in its ASCII and its Unicode form.
 *
 * @param ascii with A-labels, as in DNS (RFC 5890 §2.3.2.1)
 * @param unicode with U-labels, for display
 */
public record DomainName(String ascii, String unicode) {

    // UTS 46, non-transitional, with all optional checks.
    private static final IDNA UTS_46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** RFC 1035 §2.3.4: 255 bytes in a DNS message, which are 253 as text. */
    private static final int MAX_BYTES = 253;

    /**
     * Parses a domain in any script. Empty if it is invalid under UTS 46, or contains an invisible character that UTS
     * 46 would silently remove. There is no DNS lookup.
     */
    public static Optional<DomainName> parse(String domain) {
        // An A-label has at least one byte per code point of its U-label, and a code point has at most two chars.
        if (domain.length() > 2 * MAX_BYTES || domain.codePoints().anyMatch(DomainName::isRemovedByUts46)) {
            return Optional.empty();
        }
        IDNA.Info ascii = new IDNA.Info();
        StringBuilder toAscii = UTS_46.nameToASCII(domain, new StringBuilder(), ascii);
        IDNA.Info unicode = new IDNA.Info();
        StringBuilder toUnicode = UTS_46.nameToUnicode(domain, new StringBuilder(), unicode);
        return ascii.hasErrors() || unicode.hasErrors()
                ? Optional.empty()
                : Optional.of(new DomainName(toAscii.toString(), toUnicode.toString()));
    }

    private static boolean isRemovedByUts46(int codePoint) {
        return WordCharacters.isIgnorable(codePoint) && !WordCharacters.isJoiner(codePoint);
    }
}
