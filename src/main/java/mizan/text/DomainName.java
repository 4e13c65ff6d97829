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

    /** Reads a domain of any script; empty if UTS 46 finds a fault in it. Whether it exists is not asked. */
    public static Optional<DomainName> parse(String typed) {
        IDNA.Info ascii = new IDNA.Info();
        StringBuilder toAscii = UTS_46.nameToASCII(typed, new StringBuilder(), ascii);
        IDNA.Info unicode = new IDNA.Info();
        StringBuilder toUnicode = UTS_46.nameToUnicode(typed, new StringBuilder(), unicode);
        return ascii.hasErrors() || unicode.hasErrors()
                ? Optional.empty()
                : Optional.of(new DomainName(toAscii.toString(), toUnicode.toString()));
    }
}
