package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class DisplayTextTest {

    @ParameterizedTest
    @MethodSource("directions")
    void directionIsThatOfMostLetters(String text, String direction) {
        assertThat(DisplayText.direction(text)).isEqualTo(direction);
    }

    @ParameterizedTest
    @MethodSource("blankLines")
    void severalBlankLinesAreShownAsOne(String text, String shown) {
        assertThat(DisplayText.withoutBlankLines(text)).isEqualTo(shown);
    }

    @Test
    void markIsWrittenBeforeATextThatBeginsInTheOtherDirection() {
        assertThat(DisplayText.marked("WhatsApp: رأيت هذا الخبر أمس")).isEqualTo("\u200fWhatsApp: رأيت هذا الخبر أمس");
        assertThat(DisplayText.marked("صحيفة The Mizan Courier")).isEqualTo("\u200eصحيفة The Mizan Courier");
        assertThat(DisplayText.marked("رأيت هذا")).isEqualTo("رأيت هذا");
        assertThat(DisplayText.marked("123")).isEqualTo("123");
    }

    @Test
    void longTextsTakeNoMoreThanLinearTime() {
        String text = "\n \t".repeat(50_000) + "x@".repeat(50_000);

        assertThat(DisplayText.withoutBlankLines(text)).hasSizeLessThan(text.length());
        assertThat(DisplayText.direction(text)).isEqualTo("auto");
    }

    /** Texts with their direction. The widget is tested with the same. */
    public static Stream<Arguments> directions() {
        return Stream.of(
                Arguments.of("مقال جميل", "rtl"),
                Arguments.of("A fine article", "ltr"),
                Arguments.of("WhatsApp: رأيت هذا الخبر في مجموعة الحي أمس", "rtl"),
                Arguments.of("@SamirHaddad أوافقك", "rtl"),
                Arguments.of("https://example.org/a/very/long/path?with=parameters صحيح", "rtl"),
                Arguments.of("WWW.example.org/a/very/long/path שלום", "rtl"),
                Arguments.of("layla.alattar@example.org راسلني", "rtl"),
                Arguments.of("كما قال Adam Smith in The Wealth of Nations", "ltr"),
                Arguments.of("First line\nالسطر الثاني أطول بكثير من الأول", "rtl"),
                Arguments.of("123 + 456 = 579", "auto"),
                Arguments.of("https://example.org", "auto"),
                Arguments.of("اب ab", "auto"),
                Arguments.of("", "auto"));
    }

    /** Texts as they are stored and as they are shown. The widget is tested with the same. */
    public static Stream<Arguments> blankLines() {
        return Stream.of(
                Arguments.of("a\nb", "a\nb"),
                Arguments.of("a\n\nb", "a\n\nb"),
                Arguments.of("a\n\n\nb", "a\n\nb"),
                Arguments.of("a\n \n\t\n\u00a0\n\u200b\n\u2800\nb", "a\n\nb"),
                Arguments.of("a\n\n\n\n  b\n\n\nc", "a\n\n  b\n\nc"));
    }
}
