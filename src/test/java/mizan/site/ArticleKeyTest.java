package mizan.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleKeyTest {

    @ParameterizedTest
    @CsvSource({
        "https://news.example/%d9%85%D9%82, https://news.example/%D9%85%D9%82",
        "https://news.example/%7euser/%61-%2e, https://news.example/~user/a-.",
        "https://news.example/a%2fb?c=%26, https://news.example/a%2Fb?c=%26",
        "HTTPS://News.Example:443/a, https://news.example/a",
        "http://news.example:80, http://news.example/",
        "https://أخبار.example/a, https://xn--igbicxr.example/a",
        "https://news.example/a/./b/../c/.., https://news.example/a/",
        "https://news.example/%2e%2E/a/., https://news.example/a/",
        "https://news.example/a?b=/../c#/%d9, https://news.example/a?b=/../c#/%D9"
    })
    void urlIsNormalised(String key, String normal) {
        assertThat(ArticleKey.normalize(key)).isEqualTo(normal);
        assertThat(ArticleKey.normalize(normal)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "market-scales",
                "42",
                "/a/../b",
                "%7e",
                "ميزان",
                "https:a",
                "https://",
                "urn:x:%7e",
                "https://n/مقال"
            })
    void otherKeyStaysAsItIs(String key) {
        assertThat(ArticleKey.normalize(key)).isEqualTo(key);
    }
}
