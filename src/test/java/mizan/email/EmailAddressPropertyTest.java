package mizan.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties that hold for all addresses. */
class EmailAddressPropertyTest {

    private static final String FOREIGN = "@ \t\n\r\"(),:;<>[]\\\u0000\u0001\u001F\u007F\u0080\u0085\u009F\u00A0"
            + "\u00AD\u034F\u061C\u115F\u1680\u180E\u2000\u200B\u200E\u200F\u2028\u2029\u202A\u202E\u2060\u2066"
            + "\u2069\u3000\u3164\uE000\uFE0F\uFEFF\uFFA0\uFFFD\uFFFE\uD800\uDC00";

    @Property
    void wellFormedAddressesAreParsed(@ForAll("addresses") String typed) {
        assertThat(EmailAddress.parse(typed)).isPresent();
    }

    @Property
    void valueIsParsedToTheSameAddress(@ForAll("addresses") String typed) {
        EmailAddress address = EmailAddress.parse(typed).orElseThrow();

        EmailAddress again = EmailAddress.parse(address.value()).orElseThrow();
        assertThat(again).isEqualTo(address);
        assertThat(again.value()).isEqualTo(address.value());
        assertThat(EmailAddress.parse(address.canonical())).contains(address);
    }

    @Property(tries = 4_000)
    void addressesWithOneMistakeAreRefused(@ForAll("mistaken") String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Property(tries = 4_000)
    void addressesWithAnInvalidCharacterAreRefused(@ForAll("spoiled") String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Property
    void surroundingWhiteSpaceIsIgnored(
            @ForAll("addresses") String address, @ForAll("blanks") String before, @ForAll("blanks") String after) {
        assertThat(EmailAddress.parse(before + address + after))
                .map(EmailAddress::value)
                .isEqualTo(EmailAddress.parse(address).map(EmailAddress::value))
                .isPresent();
    }

    @Property
    void arbitraryInputIsParsedOrRefusedWithoutException(@ForAll String local, @ForAll String domain) {
        Optional<EmailAddress> address = EmailAddress.parse(local + "@" + domain);

        assertThat(address.flatMap(read -> EmailAddress.parse(read.value()))).isEqualTo(address);
    }

    @Property
    void maskIsWellFormedAndHidesTheLength(@ForAll("addresses") String typed) {
        String masked =
                EmailAddress.masked(EmailAddress.parse(typed).orElseThrow().value());

        assertThat(masked).matches("(?s).•••@.•••\\.[^.]+").doesNotMatch("(?s).*\\p{Cs}.*");
    }

    @Property
    void stringFormContainsNoAddress(@ForAll("addresses") String typed) {
        assertThat(EmailAddress.parse(typed)).hasToString("Optional[EmailAddress[…]]");
    }

    @Provide
    Arbitrary<String> addresses() {
        return EmailAddresses.wellFormed();
    }

    @Provide
    Arbitrary<String> mistaken() {
        Arbitrary<UnaryOperator<String>> mistakes = Arbitraries.of(
                address -> address.replace("@", ""),
                address -> address.replace("@", "@@"),
                address -> address.replace("@", ".@"),
                address -> address.replace("@", "@."),
                address -> address.replace("@", "@-"),
                address -> address.replace("@", " at "),
                address -> address.replace("@", "@\u0301"),
                address -> address.replace("@", "@" + "a".repeat(64) + "."),
                address -> address.replaceFirst("\\.(?=[^.]*$)", ".."),
                address -> address.replaceFirst("\\.(?=[^.]*$)", "-."),
                address -> address.replaceFirst("\\.(?=[^.]*$)", "_."),
                address -> address.replaceFirst("(@[^.]*).*", "$1"),
                address -> address.replaceFirst("\\.[^.]*$", ".invalid"),
                address -> address.replaceFirst("\\.[^.]*$", ".7"),
                address -> address.replaceFirst("@.*", ""),
                address -> address.replaceFirst("@.*", "@"),
                address -> address.replaceFirst("@.*", "@localhost"),
                address -> address.replaceFirst("@.*", "@192.0.2.1"),
                address -> address.replaceFirst("@.*", "@[192.0.2.1]"),
                address -> address.replaceFirst(".*@", ""),
                address -> address.replaceFirst(".*@", "@"),
                address -> address.replaceFirst("(.*)@", "\"$1\"@"),
                address -> "." + address,
                address -> "\u0301" + address,
                address -> "(comment)" + address,
                address -> "<" + address + ">",
                address -> "a".repeat(65) + address,
                address -> address + ".",
                address -> address + "-",
                address -> address + "@example.org",
                address -> address + "," + address,
                address -> address + ":25");
        return Combinators.combine(addresses(), mistakes).as((address, mistake) -> mistake.apply(address));
    }

    /** Addresses with an invalid character. It is not at either end, where white space would be trimmed. */
    @Provide
    Arbitrary<String> spoiled() {
        Arbitrary<Character> foreign =
                Arbitraries.of(FOREIGN.chars().mapToObj(c -> (char) c).toList());
        return addresses()
                .flatMap(address -> Combinators.combine(
                                Arbitraries.integers().between(1, address.codePointCount(0, address.length()) - 1),
                                foreign)
                        .as((codePoints, character) -> new StringBuilder(address)
                                .insert(address.offsetByCodePoints(0, codePoints), character.charValue())
                                .toString()));
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.strings()
                .withChars(" \t\r\n\u0085\u00A0\u2003\u2007\u2028\u202F\u3000".toCharArray())
                .ofMaxLength(4);
    }
}
