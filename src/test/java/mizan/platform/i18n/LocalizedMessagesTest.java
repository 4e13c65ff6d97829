package mizan.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalizedMessagesTest {

    @ParameterizedTest
    @CsvSource({
        "ar-u-nu-latn, 1, تعليق واحد",
        "ar-u-nu-latn, 2, تعليقان",
        "ar-u-nu-latn, 3, 3 تعليقات",
        "ar-u-nu-arab, 11, ١١ تعليقًا",
        "ar-u-nu-latn, 100, 100 تعليق",
        "ar-EG, 1200, ١٬٢٠٠ تعليق",
        "en, 1, 1 comment",
        "en, 1200, '1,200 comments'",
        "he, 2, שתי תגובות",
        "tr, 5, 5 yorum"
    })
    void countHasThePluralFormAndDigitsOfItsLanguage(String language, long count, String expected) {
        assertThat(messages(language).counted("comments.count", count)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ar-u-nu-latn, 14 مارس 2026", "ar-u-nu-arab, ١٤ مارس ٢٠٢٦", "fr, 14 mars 2026", "tr, 14 Mart 2026"})
    void dayHasTheFormatOfItsLanguage(String language, String day) {
        assertThat(messages(language).day(Instant.parse("2026-03-14T23:59:59Z"), ZoneOffset.UTC))
                .isEqualTo(day);
    }

    private static LocalizedMessages messages(String language) {
        return MessageBundle.SERVICE.in(Locale.forLanguageTag(language));
    }
}
