package mizan.email;

import java.nio.charset.StandardCharsets;
import java.util.List;
import mizan.testing.Alphabets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of addresses in many scripts. */
final class EmailAddresses {

    private static final List<String> TOP_LEVEL_DOMAINS =
            List.of("com", "org", "net", "de", "info", "شبكة", "موقع", "السعودية", "рф", "中国", "भारत", "한국", "ไทย");

    private EmailAddresses() {}

    static Arbitrary<String> wellFormed() {
        return Combinators.combine(locals(), domains())
                .as((local, domain) -> local + "@" + domain)
                .filter(address -> utf8Length(address) <= 254);
    }

    static EmailAddress of(String typed) {
        return EmailAddress.parse(typed).orElseThrow();
    }

    private static Arbitrary<String> locals() {
        Arbitrary<String> marked =
                Arbitraries.of("مُحَمَّد", "क्षि", "می\u200Cخواهم", "e\u0301", "བོད་ཡིག", "O'Brien", "ADA");
        Arbitrary<String> symbols = Arbitraries.strings()
                .withChars("abcXYZ0123456789!#$%&'*+-/=?^_`{|}~".toCharArray())
                .ofMinLength(1)
                .ofMaxLength(12);
        return Arbitraries.oneOf(words(10), marked, symbols)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(atoms -> String.join(".", atoms))
                .filter(local -> utf8Length(local) <= 64);
    }

    private static Arbitrary<String> domains() {
        return Combinators.combine(words(12).list().ofMinSize(1).ofMaxSize(2), Arbitraries.of(TOP_LEVEL_DOMAINS))
                .as((labels, top) -> String.join(".", labels) + "." + top);
    }

    private static Arbitrary<String> words(int length) {
        return Arbitraries.of(Alphabets.LOWER_CASE)
                .flatMap(alphabet -> Arbitraries.strings()
                        .withChars(alphabet.toCharArray())
                        .ofMinLength(1)
                        .ofMaxLength(length));
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
