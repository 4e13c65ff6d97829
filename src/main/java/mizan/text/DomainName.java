package mizan.text;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    // As browsers use it: any ASCII character, and hyphens in any place. Errors of lengths and hyphens are ignored.
    private static final IDNA UTS_46_IN_URLS = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private static final Set<IDNA.Error> IGNORED_IN_URLS = EnumSet.of(
            IDNA.Error.EMPTY_LABEL,
            IDNA.Error.LABEL_TOO_LONG,
            IDNA.Error.DOMAIN_NAME_TOO_LONG,
            IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4);

    /** All code points but the forbidden ones of the URL Standard. */
    private static final Pattern HOST_IN_URL = Pattern.compile("[^\\x00- #%/:<>?@\\[\\\\\\]^|\\x7F]+");

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

    /**
     * The ASCII form of a host name in a URL, as browsers make it (URL Standard, "domain to ASCII"). More lenient than
     * {@link #parse}: it accepts underscores and final dots, for example. Empty if browsers refuse the name too.
     */
    public static Optional<String> toAsciiInUrl(String host) {
        if (host.length() > 2 * MAX_BYTES) {
            return Optional.empty();
        }
        IDNA.Info info = new IDNA.Info();
        String ascii =
                UTS_46_IN_URLS.nameToASCII(host, new StringBuilder(), info).toString();
        return IGNORED_IN_URLS.containsAll(info.getErrors())
                        && HOST_IN_URL.matcher(ascii).matches()
                ? Optional.of(ascii)
                : Optional.empty();
    }

    private static boolean isRemovedByUts46(int codePoint) {
        return WordCharacters.isIgnorable(codePoint) && !WordCharacters.isJoiner(codePoint);
    }
}
