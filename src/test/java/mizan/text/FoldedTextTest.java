package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {

    @ParameterizedTest
    @CsvSource({
        "أَحْمَـــد, احمد",
        "ﻣﻴﺰﺍﻥ, ميزان",
        "مدرسة, مدرسه",
        "علی, علي",
        "٤٥٦ ۴۵۶, 456 456",
        // letters of other scripts that look Latin, within a Latin word or as one
        "pаypаl, paypal",
        "ехсеѕ, exces",
        // digits and signs for letters, within a Latin word
        "fr33, free",
        "v1@gra, viagra",
        "$hit, shit",
        "ka$$, kass",
        "h!t, hit",
        "wow!, wow!",
        "100, 100",
        "me@home.example, meahome.example",
        // dividers inside a word are left out
        "don’t, dont",
        "l'article, larticle",
        "צה״ל, צהל",
        "Iğdır, igdir",
        "Straße, strasse"
    })
    void spellingsAreFoldedIntoOne(String typed, String folded) {
        assertThat(FoldedText.of(typed).value()).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({"нос, ноc", "'Привет, мир', 'привет, мир'", "Ελλάδα, ελλαδα"})
    void wordsOfOtherScriptsKeepTheirLetters(String typed, String folded) {
        assertThat(FoldedText.of(typed).value().charAt(0)).isEqualTo(folded.charAt(0));
    }

    @Test
    void spansAreThoseOfTheTextAsTyped() {
        String typed = "قال: أَحْـــمَدُ ﷺ 😀 ﻻ fr33";
        FoldedText folded = FoldedText.of(typed);

        assertThat(typedAt(typed, folded, "احمد")).isEqualTo("أَحْـــمَدُ");
        assertThat(typedAt(typed, folded, "لا")).isEqualTo("ﻻ");
        assertThat(typedAt(typed, folded, "free")).isEqualTo("fr33");
        assertThat(typedAt(typed, folded, "وسلم")).isEqualTo("ﷺ");
    }

    private static String typedAt(String typed, FoldedText folded, String part) {
        int from = folded.value().indexOf(part);
        TextSpan span = folded.typed(from, from + part.length());
        return typed.substring(span.from(), span.to());
    }

    @Test
    void dividerMayBeBoundary() {
        FoldedText folded = FoldedText.of("کتاب\u200Cها l’article");

        assertThat(folded.value()).isEqualTo("كتابها larticle");
        assertThat(folded.isBoundary(4)).isTrue();
        assertThat(folded.isBoundary(3)).isFalse();
        assertThat(folded.isBoundary(8)).isTrue();
    }

    @Test
    void repetitionIsRemovedWithSpansOfAllLetters() {
        String typed = "رااااائع  sooo good";
        FoldedText once = FoldedText.of(typed).withoutRepetition();

        assertThat(once.value()).isEqualTo("رايع  so god");
        assertThat(typedAt(typed, once, "رايع")).isEqualTo("رااااائع");
        assertThat(typedAt(typed, once, "so")).isEqualTo("sooo");
        assertThat(FoldedText.of("good").isElongated(0, 4)).isFalse();
        assertThat(FoldedText.of("gooood").isElongated(0, 6)).isTrue();
    }

    @Property(tries = 500)
    void foldingByPartsEqualsFoldingAtOnce(@ForAll("words") String typed) {
        assertThat(FoldedText.of(typed).value()).isEqualTo(ArabicFold.fold(typed));
    }

    /** Text without the signs that only {@link FoldedText} folds. */
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("اأآإىيئءةهؤولم\u064B\u0651\u0654\u0670ـﻻﷺ äßİÉ\u0301\u0323\u0307،.가가\u1100कि\u093c😀𝔄");
    }

    @Property(tries = 500)
    void everySpanLiesInTheText(@ForAll String typed) {
        FoldedText folded = FoldedText.of(typed);

        int last = 0;
        for (int i = 0; i < folded.length(); i++) {
            TextSpan span = folded.typed(i, i + 1);
            assertThat(span.from()).isGreaterThanOrEqualTo(last);
            assertThat(span.to()).isBetween(span.from() + 1, typed.length());
            last = span.from();
        }
    }
}
