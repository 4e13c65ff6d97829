package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchLexemesTest {

    @Test
    void lexemesAreTheFoldedWords() {
        assertThat(SearchLexemes.of("Layla", "A day in May; a DAY!")).containsExactly("layla", "a", "day", "in", "may");
    }

    @ParameterizedTest
    @CsvSource({
        "الميزان, ميزان",
        "والميزان, ميزان",
        "بالميزان, ميزان",
        "للميزان, ميزان",
        "فالميزان, ميزان",
        "كالميزان, ميزان",
        "الله, الله",
        "الف, الف"
    })
    void arabicArticleIsRemoved(String written, String kept) {
        assertThat(SearchLexemes.of(written)).first().isEqualTo(kept);
        assertThat(SearchLexemes.tsQuery(written)).isEqualTo("'" + kept + "':*");
    }

    @Test
    void wordWithPossibleParticleHasTwoLexemes() {
        assertThat(SearchLexemes.of("وميزان كتاب")).containsExactly("وميزان", "ميزان", "كتاب", "تاب");
        assertThat(SearchLexemes.tsQuery("كتاب")).isEqualTo("'كتاب':*");
    }

    @Test
    void queryRequiresAllWordsAndMatchesPrefixesOfLongOnes() {
        assertThat(SearchLexemes.tsQuery("  Layla ِaL-عطار 5 ")).isEqualTo("'layla':* & 'al' & 'عطار':* & '5'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"good comment\" | 'good' <-> 'comment'",
                "«مقال جميل» x | 'مقال' <-> 'جميل' & 'x'",
                "“good | 'good'",
                "good -bad | 'good':* & !('bad')",
                "-\"very bad\" good | 'good':* & !('very' <-> 'bad')",
                "well-known | 'well':* & 'known':*",
                "- good | 'good':*"
            })
    void phrasesAndExcludedWordsAreOperators(String typed, String query) {
        assertThat(SearchLexemes.tsQuery(typed)).isEqualTo(query);
    }

    @Test
    void hitsAreWholeWordsInAnySpelling() {
        assertThat(SearchLexemes.hits("مقالة أولى، والمَقال", "المقال"))
                .containsExactly(List.of(0, 5), List.of(12, 20));
        assertThat(SearchLexemes.hits("Fair markets, fair prices", "fair -prices"))
                .containsExactly(List.of(0, 4), List.of(14, 18));
        assertThat(SearchLexemes.hits("anything", "")).isEmpty();
    }

    @Test
    void lexemesHavePositions() {
        assertThat(SearchLexemes.tsVector("Omar A", "a وميزان")).isEqualTo("'omar':1 'a':2,4 'وميزان':5 'ميزان':5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "-bad", "-\"very bad\"", "!?", "😀", "%", "' | \\ & :*", "\u0000"})
    void queryWithoutWordsIsEmpty(String typed) {
        assertThat(SearchLexemes.tsQuery(typed)).isEmpty();
    }

    @Test
    void quotationMarksAreEscaped() {
        assertThat(SearchLexemes.tsQuery("back\\slash''")).isEqualTo("'back':* & 'slash':*");
        assertThat(SearchLexemes.tsVector("a'1'b")).doesNotContain("'''");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // hamza on either seat
                "مسئول | مسؤول",
                "شؤون | شئون",
                // apostrophes of any form, or none; elision
                "don’t | don't",
                "don't | dont",
                "l’article | article",
                "O’Brien | obrien",
                // geresh and gershayim, typed or typographic
                "צה״ל | צה\"ל",
                "צה\"ל | צהל",
                // the zero-width non-joiner, or the words on their own
                "می\u200Cخواهم | میخواهم",
                "کتاب\u200Cها | کتاب",
                // Turkish i with and without dot
                "ISPARTA | ısparta",
                "İzmir | izmir"
            })
    void otherSpellingsAreFound(String stored, String searched) {
        String query = SearchLexemes.tsQuery(searched).replaceAll("[':*]", "");

        assertThat(SearchLexemes.of(stored)).contains(query);
    }

    @Test
    void chineseAndThaiAreSegmentedIntoWords() {
        assertThat(SearchLexemes.of("我喜欢报纸")).contains("喜欢", "报纸");
        assertThat(SearchLexemes.of("หนังสือพิมพ์ดี")).hasSizeGreaterThan(1);
    }

    @Test
    void veryLongWordIsTruncated() {
        assertThat(SearchLexemes.of("x".repeat(60_000))).containsExactly("x".repeat(64));
        assertThat(SearchLexemes.tsQuery("x".repeat(60_000))).hasSize(64 + 4);
    }
}
