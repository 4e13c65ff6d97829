package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import mizan.testing.Alphabets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

    @ParameterizedTest
    @CsvSource({
        "example.org,           example.org,                    example.org",
        "EXAMPLE.Org,           example.org,                    example.org",
        "bücher.de,             xn--bcher-kva.de,               bücher.de",
        "XN--BCHER-KVA.DE,      xn--bcher-kva.de,               bücher.de",
        "bu\u0308cher.de,       xn--bcher-kva.de,               bücher.de",
        "straße.de,             xn--strae-oqa.de,               straße.de",
        "مثال.شبكة,             xn--mgbh0fb.xn--ngbc5azd,       مثال.شبكة",
        "пример.рф,             xn--e1afmkfd.xn--p1ai,          пример.рф",
        "例子。中国,             xn--fsqu00a.xn--fiqs8s,         例子.中国",
        "ｅｘａｍｐｌｅ．org,     example.org,                    example.org",
        "डाटा.भारत,               xn--c2bd1gb.xn--h2brj9c,        डाटा.भारत",
        "ދިވެހި.com,               xn--hqbpi0jcw.com,              ދިވެހި.com",
        "മലയാളം.org,            xn--rvc1gdlg9d.org,         മലയാളം.org",
        "မြန်မာ.com,              xn--7idjb0f4ck.com,           မြန်မာ.com",
        "نامه\u200Cای.com,      xn--mgba3gch31f060k.com,        نامه\u200Cای.com"
    })
    void domainHasAsciiAndUnicodeForms(String typed, String ascii, String unicode) {
        assertThat(DomainName.parse(typed)).contains(new DomainName(ascii, unicode));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".org",
                "a..org",
                "-a.org",
                "a-.org",
                "ab--cd.org",
                "a_b.org",
                "a b.org",
                "a\u00A0b.org",
                "a\u3000b.org",
                "a/b.org",
                "a:80",
                "a@b.org",
                "[192.0.2.1]",
                "xn--.org",
                "xn--a.org",
                "xn--zzzzzz.org",
                "xn--abc-.org",
                "a\u0000b.org",
                "a\u0085b.org",
                "\uD800.org",
                "a\uDC00.org",
                "a\uFFFE.org",
                "a\uE000.org",
                "\u0301a.org",
                "a.\u0301b.org",
                "a\u200Bb.org",
                "a\u00ADb.org",
                "a\u2060b.org",
                "a\uFEFFb.org",
                "a\uFE0Fb.org",
                "a\u034Fb.org",
                "a\u3164b.org",
                "a\u202Eb.org",
                "a\u2066b.org",
                "a\u200Db.org",
                "a\u200Cb.org",
                "a·b.org",
                "1مثال.com",
                "aمثال.com",
                "مثال.1a.com"
            })
    void invalidDomainsAreRefused(String typed) {
        assertThat(DomainName.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"63, true", "64, false"})
    void labelsHaveAtMost63Bytes(int bytes, boolean isRead) {
        assertThat(DomainName.parse("a".repeat(bytes) + ".org").isPresent()).isEqualTo(isRead);
    }

    @Property
    void bothFormsParseToTheSameDomain(@ForAll("domains") String typed) {
        DomainName domain = DomainName.parse(typed).orElseThrow();

        assertThat(DomainName.parse(domain.ascii())).contains(domain);
        assertThat(DomainName.parse(domain.unicode())).contains(domain);
        assertThat(domain.ascii()).matches("[a-z0-9.-]{1,253}");
        assertThat(domain.unicode()).isEqualTo(typed);
    }

    @Property
    void arbitraryInputIsRefusedOrParsesStably(@ForAll String typed) {
        Optional<DomainName> domain = DomainName.parse(typed);

        assertThat(domain.flatMap(read -> DomainName.parse(read.ascii()))).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".", "a", "a.", "@", "-", "\u0301", "\u0301\u0323", "1.", "xn--", "م", "\uD83D\uDE00", "\u200D"})
    void floodsOfOneCharacterAreRefusedInLinearTime(String drop) {
        assertThat(DomainName.parse(drop.repeat(65_536))).isEmpty();
    }

    @Provide
    Arbitrary<String> domains() {
        return Arbitraries.of(Alphabets.LOWER_CASE)
                .flatMap(letters -> Arbitraries.strings()
                        .withChars(letters.toCharArray())
                        .ofMinLength(1)
                        .ofMaxLength(12))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(labels ->
                        String.join(".", labels) + "." + List.of("com", "شبكة").get(labels.size() % 2));
    }
}
