package mizan.screening.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

    @ParameterizedTest
    @CsvSource({
        "see https://Spam.example/a?b=c now, spam.example, https://Spam.example/a?b=c",
        "زوروا www.spam.example, spam.example, www.spam.example",
        "buy at cheap-pills.com today, cheap-pills.com, cheap-pills.com",
        "http://أخبار.example/x, أخبار.example, http://أخبار.example/x",
        "http://xn--pple-43d.com, аpple.com, http://xn--pple-43d.com",
        "buy at Pills.Shop today, pills.shop, Pills.Shop",
        "buy at WWW.PILLS.CLICK today, pills.click, WWW.PILLS.CLICK",
        "«https://a.example/ب», a.example, https://a.example/ب"
    })
    void linksAreFoundWithAndWithoutScheme(String text, String host, String typed) {
        assertThat(Link.in(text)).singleElement().satisfies(link -> {
            assertThat(link.host()).isEqualTo(host);
            assertThat(text.substring(link.span().from(), link.span().to())).isEqualTo(typed);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e.g. this",
                "انتهى.ثم بدأ",
                "3.14",
                "a@b.com",
                "Mr.Smith",
                "...",
                "Node.js",
                "complaint.Click",
                "2015.Click",
                "it.To"
            })
    void otherWordsWithDotsAreNoLinks(String text) {
        assertThat(Link.in(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://www.spam.example, true", "https://notspam.example, false", "https://spam.example.org, false"})
    void subdomainsBelongToDomain(String text, boolean isWithin) {
        assertThat(Link.in(text).getFirst().isWithin(Set.of("spam.example"))).isEqualTo(isWithin);
    }
}
