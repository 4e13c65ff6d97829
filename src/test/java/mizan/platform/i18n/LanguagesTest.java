package mizan.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    /** The JDK never forgets a locale, so a client must not be able to make up any number of them. */
    @ParameterizedTest
    @CsvSource({
        "ar-EG, ar-EG",
        "ar-u-nu-latn, ar-u-nu-latn",
        "ar-MA-u-nu-arab-x-made-up, ar-MA-u-nu-arab",
        "ar-x-made-up, ar",
        "ar-madeup-u-nu-latn, ar-u-nu-latn",
        "ar-ZZ-u-nu-latn, ar-u-nu-latn",
        "ar-u-nu-thai-tz-cairo, ar",
        "en-QA, en"
    })
    void languageTagIsReducedToItsKnownParts(String tag, String expected) {
        assertThat(Languages.negotiate(tag, Locale.FRENCH).toLanguageTag()).isEqualTo(expected);
    }
}
