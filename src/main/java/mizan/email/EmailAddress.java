package mizan.email;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.text.DomainName;
import mizan.text.PlainText;
import mizan.text.WordCharacters;
import org.apache.commons.validator.routines.EmailValidator;

/**
 * A well-formed e-mail address of any script (RFC 5322 §3.4.1 dot-atoms, RFC 6532). Whether anyone reads mail there is
 * not known. Prints nothing of itself.
 */
public final class EmailAddress {

    /** RFC 5321 §4.5.3.1.3: a path of 256 octets, less its angle brackets. */
    static final int MAX_OCTETS = 254;

    /** RFC 5321 §4.5.3.1.1. */
    private static final int MAX_LOCAL_OCTETS = 64;

    private static final String ATEXT_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    private static final EmailValidator VALIDATOR = EmailValidator.getInstance();

    private final String local;
    private final DomainName domain;

    private EmailAddress(String local, DomainName domain) {
        this.local = local;
        this.domain = domain;
    }

    /**
     * Reads an address as a person typed it, without surrounding white space. No quoted local parts, comments or
     * address literals: nobody signs a comment with one.
     */
    public static Optional<EmailAddress> parse(String typed) {
        String address = WordCharacters.toNfc(PlainText.trim(typed));
        int at = address.lastIndexOf('@');
        if (at < 1 || octets(address) > MAX_OCTETS) {
            return Optional.empty();
        }
        String local = address.substring(0, at);
        return isDotAtom(local)
                ? DomainName.parse(address.substring(at + 1))
                        // It knows the top-level domains, but for other labels only IDNA2003: ask it in A-labels.
                        .filter(domain -> VALIDATOR.isValid("x@" + domain.ascii()))
                        .map(domain -> new EmailAddress(local, domain))
                        .filter(EmailAddress::isShortEnough)
                : Optional.empty();
    }

    // In either form of its domain: each can be the longer one.
    private boolean isShortEnough() {
        return octets(local + "@" + domain.ascii()) <= MAX_OCTETS && octets(value()) <= MAX_OCTETS;
    }

    /** As people write it. For sealing, and for the one who may see it. */
    public String value() {
        return local + "@" + domain.unicode();
    }

    /** The same for every way of writing one mailbox: without regard to case or to the domain's script form. */
    String canonical() {
        return WordCharacters.foldCase(local) + "@" + domain.ascii();
    }

    /** Enough of an address's {@link #value} for a moderator to tell two apart: {@code a•••@e•••.org}. */
    static String masked(String value) {
        String domain = value.substring(value.lastIndexOf('@') + 1);
        return first(value) + "•••@" + first(domain) + "•••" + domain.substring(domain.lastIndexOf('.'));
    }

    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }

    private static boolean isDotAtom(String local) {
        return octets(local) <= MAX_LOCAL_OCTETS
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

    private static int octets(String text) {
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

    /** Nothing: this ends up in logs. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
