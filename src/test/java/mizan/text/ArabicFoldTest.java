package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArabicFoldTest {

    @ParameterizedTest
    @CsvSource({
        // tashkeel, superscript alef, tatweel
        "مَقَالٌ, مقال",
        "هٰذا, هذا",
        "جميـــل, جميل",
        // alef with hamza, madda, wasla
        "أحمد, احمد",
        "إيمان, ايمان",
        "آمال, امال",
        "ٱلكتاب, الكتاب",
        // ya, also the Persian and the Urdu one; hamza on its seat
        "مصطفى, مصطفي",
        "علی, علي",
        "مسئول, مسيول",
        "مؤمن, مومن",
        // ta marbuta, ha of Urdu, kaf of Persian
        "مدرسة, مدرسه",
        "ہفتہ, هفته",
        "کتاب, كتاب",
        // presentation forms, a ligature
        "ﻣﻴﺰﺍﻥ, ميزان",
        "ﻻ, لا",
        // digits
        "١٢٣, 123",
        "۴۵۶, 456",
        // other scripts: case, accents, width, points
        "Äpfel, apfel",
        "STRASSE, strasse",
        "ＡＢＣ, abc",
        "שָׁלוֹם, שלום",
        "İstanbul, istanbul"
    })
    void spellingsAreFoldedIntoOne(String written, String folded) {
        assertThat(ArabicFold.fold(written)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({"'می‌خواهم', 'ميخواهم'", "'نص\u200f مخفي', 'نص مخفي'"})
    void invisibleCharactersAreRemoved(String written, String folded) {
        assertThat(ArabicFold.fold(written)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({"پدر, بدر", "چای, جاي", "گل, كل", "कि, क"})
    void distinctiveLettersStayDifferent(String one, String other) {
        assertThat(ArabicFold.fold(one)).isNotEqualTo(ArabicFold.fold(other));
    }

    @Property(tries = 500)
    void foldingIsIdempotent(@ForAll String text) {
        String folded = ArabicFold.fold(text);

        assertThat(ArabicFold.fold(folded)).isEqualTo(folded);
    }
}
