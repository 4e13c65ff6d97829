package mizan.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equality of mailboxes, and masked addresses. */
class MailboxTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.org,       a•••@e•••.org",
        "a@b.org,               a•••@b•••.org",
        "ada@example.co.uk,     a•••@e•••.uk",
        "محمد@مثال.شبكة,         م•••@م•••.شبكة",
        "ada@xn--bcher-kva.de,  a•••@b•••.de",
        "𐐀da@中文.中国,           𐐀•••@中•••.中国",
        "e\u0301va@example.org, é•••@e•••.org"
    })
    void addressIsMasked(String typed, String masked) {
        assertThat(EmailAddress.parse(typed))
                .map(EmailAddress::value)
                .map(EmailAddress::masked)
                .contains(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.org,       ada@example.org",
        "ada@BÜCHER.DE,         ada@xn--bcher-kva.de",
        "ADA@XN--BCHER-KVA.de,  ada@bücher.de",
        "E\u0301va@example.org, éva@example.org",
        "ИВАН@ПРИМЕР.РФ,        иван@xn--e1afmkfd.xn--p1ai",
        "ΣΑΣ@example.org,       σας@example.org",
        "σασ@example.org,       σας@example.org",
        "محمد@مثال.شبكة,         محمد@xn--mgbh0fb.xn--ngbc5azd"
    })
    void spellingsOfOneMailboxAreEqual(String one, String other) {
        assertThat(EmailAddress.parse(one)).isPresent().isEqualTo(EmailAddress.parse(other));
        assertThat(EmailAddress.parse(one).hashCode())
                .isEqualTo(EmailAddress.parse(other).hashCode());
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org,       ada@example.com",
        "ada@example.org,       adb@example.org",
        "ada@example.org,       a.da@example.org",
        "ada@example.org,       ada+x@example.org",
        "groß@example.org,      gross@example.org",
        "ada@straße.de,         ada@strasse.de",
        "أحمد@example.org,      احمد@example.org"
    })
    void differentMailboxesAreNotEqual(String one, String other) {
        assertThat(EmailAddress.parse(one)).isPresent();
        assertThat(EmailAddress.parse(other)).isPresent().isNotEqualTo(EmailAddress.parse(one));
    }
}
