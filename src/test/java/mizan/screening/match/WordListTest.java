package mizan.screening.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mizan.text.FoldedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordListTest {

    private static final WordList WORDS =
            WordList.of(List.of("كلب", "مسؤول فاسد", "حرامي*", "viagra", "free", "ass", "سيارة", "cheap pills"));

    @ParameterizedTest
    @CsvSource({
        "هذا كَلْــب, كَلْــب",
        "والكلب ينبح, كلب",
        "كالكلب, كلب",
        "للكلب, كلب",
        "مسئولٌ فاسد, مسئولٌ فاسد",
        "المسؤول فاسد, مسؤول فاسد",
        "الحراميه هنا, حرامي",
        "قال كلللللب, كلللللب",
        "V1@GRA now, V1@GRA",
        "νiаgrа, νiаgrа",
        "freeeeee, freeeeee",
        "fr33!!!, fr33",
        "my asssss, asssss",
        "سياره, سياره",
        "'Cheap  pills', ''"
    })
    void termsAreFoundInAnySpelling(String text, String found) {
        assertThat(found(text)).isEqualTo(found.isEmpty() ? List.of() : List.of(found));
    }

    @ParameterizedTest
    @CsvSource({"classic", "كلباني", "مكلب", "freedom", "as", "carefree", "أكلب", "حرام", "asess", "a s s"})
    void partsOfOtherWordsAreNotFound(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void largeListFindsAllTerms() {
        List<String> terms =
                IntStream.range(0, 10_000).mapToObj(i -> "كلمة" + i).toList();

        assertThat(WordList.of(terms).find(FoldedText.of("قال كلمة9999 ثم كلمة77 وسكت")))
                .extracting(WordList.Hit::term)
                .containsExactly("كلمة9999", "كلمة77");
    }

    private static List<String> found(String text) {
        return WORDS.find(FoldedText.of(text)).stream()
                .flatMap(hit ->
                        Stream.of(text.substring(hit.span().from(), hit.span().to())))
                .toList();
    }
}
