package mizan.email;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.text.DomainName;
import mizan.text.PlainText;
import mizan.text.WordCharacters;
import org.apache.commons.validator.routines.EmailValidator;

/**
 * A well-formed e-mail address in any script (RFC 5322 §3.4.1 dot-atoms, RFC 6532). It is not verified that the mailbox
 * exists. {@link #toString} does not contain the address.
 */
public final class EmailAddress {

    /** RFC 5321 §4.5.3.1.3: a path of 256 bytes, without its angle brackets. */
    static final int MAX_BYTES = 254;

    /** RFC 5321 §4.5.3.1.1. */
    private static final int MAX_LOCAL_BYTES = 64;

    private static final String ATEXT_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    private static final EmailValidator VALIDATOR = EmailValidator.getInstance();

    private final String local;
    private final DomainName domain;

    private EmailAddress(String local, DomainName domain) {
        this.local = local;
        this.domain = domain;
    }

    /**
     * Parses an address. Surrounding white space and invisible format characters are ignored. Quoted local parts, comments and address literals are
     * invalid: people do not use them.
     */
    public static Optional<EmailAddress> parse(String input) {
        String address = WordCharacters.toNfc(PlainText.trim(input));
        int at = address.lastIndexOf('@');
        if (at < 1 || utf8Length(address) > MAX_BYTES) {
            return Optional.empty();
        }
        String local = address.substring(0, at);
        return isDotAtom(local)
                ? DomainName.parse(address.substring(at + 1))
                        // It knows the top-level domains. For other labels it knows only IDNA2003, so it gets A-labels.
                        .filter(domain -> VALIDATOR.isValid("x@" + domain.ascii()))
                        .map(domain -> new EmailAddress(local, domain))
                        .filter(EmailAddress::isShortEnough)
                : Optional.empty();
    }

    /** The address with this {@link #value}. It was valid once, and is not validated again: top-level domains change. */
    static Optional<EmailAddress> ofValue(String value) {
        int at = value.lastIndexOf('@');
        return at < 1
                ? Optional.empty()
                : DomainName.parse(value.substring(at + 1))
                        .map(domain -> new EmailAddress(value.substring(0, at), domain));
    }

    // With the domain in ASCII and in Unicode: each form can be the longer one.
    private boolean isShortEnough() {
        return utf8Length(local + "@" + domain.ascii()) <= MAX_BYTES && utf8Length(value()) <= MAX_BYTES;
    }

    /** The address with its domain in Unicode. For encryption, and for staff who may see it. */
    public String value() {
        return local + "@" + domain.unicode();
    }

    /** The address for SMTP, with its domain in ASCII (RFC 6531 allows the local part in any script). */
    public String mailbox() {
        return local + "@" + domain.ascii();
    }

    /** The canonical form: equal for all spellings of one mailbox, in any case and with any form of the domain. */
    String canonical() {
        return WordCharacters.foldCase(local) + "@" + domain.ascii();
    }

    /** A masked {@link #value}, which lets moderators tell addresses apart: {@code a•••@e•••.org}. */
    static String masked(String value) {
        String domain = value.substring(value.lastIndexOf('@') + 1);
        return firstCharacter(value) + "•••@" + firstCharacter(domain) + "•••"
                + domain.substring(domain.lastIndexOf('.'));
    }

    private static String firstCharacter(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }

    private static boolean isDotAtom(String local) {
        return utf8Length(local) <= MAX_LOCAL_BYTES
                && Stream.of(local.split("\\.", -1)).allMatch(EmailAddress::isAtom);
    }

    private static boolean isAtom(String atom) {
        return !atom.isEmpty()
                && !WordCharacters.needsBase(atom.codePointAt(0))
                && atom.codePoints().allMatch(EmailAddress::isAtext);
    }

    private static boolean isAtext(int codePoint) {
        return ATEXT_SYMBOLS.indexOf(codePoint) >= 0 || WordCharacters.isWordCharacter(codePoint);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress that && canonical().equals(that.canonical());
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    /** Does not contain the address, because it may be logged. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
