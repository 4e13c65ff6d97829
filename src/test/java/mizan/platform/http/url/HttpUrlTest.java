package mizan.platform.http.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://News.Example, https://news.example",
        "https://news.example:443/, https://news.example",
        "https://news.example:0443/, https://news.example",
        "https://news.example:/, https://news.example",
        "http://news.example:80, http://news.example",
        "http://news.example:443, http://news.example:443",
        "HTTPS:\\\\news.example\\a, https://news.example",
        "https:news.example, https://news.example",
        "https:////news.example, https://news.example",
        "' https://news.ex\tam\nple ', https://news.example",
        "https://أخبار.example, https://xn--igbicxr.example",
        "https://%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1.example, https://xn--igbicxr.example",
        "https://ｎｅｗｓ。example, https://news.example",
        "https://straße.example, https://xn--strae-oqa.example",
        "https://my_news.-a-.example, https://my_news.-a-.example",
        "https://news.example./, https://news.example.",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080",
        "http://[::1]:8080, http://[::1]:8080",
        "http://[2001:DB8:0:0:0:0:0:1]/, http://[2001:db8::1]"
    })
    void originIsSerializedAsBrowsersDo(String written, String origin) {
        assertThat(HttpOrigin.parse(written)).hasToString("Optional[" + origin + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://news.example",
                "news.example",
                "//news.example",
                "https://",
                "https:///",
                "https://:443",
                "null",
                "",
                "mailto:a@b",
                "javascript:https://news.example",
                "https://user@news.example",
                "https://@news.example",
                "https://user:password@news.example",
                "https://news.example:65536",
                "https://news.example:8o",
                "https://news.example:-1",
                "https://ne ws.example",
                "https://news%2Fexample",
                "https://news%00.example",
                "https://news%.example",
                "https://%ff.example",
                "https://xn--a.example",
                "https://a<b.example",
                "http://127.1",
                "http://0x7f.0.0.1",
                "http://0177.0.0.1",
                "http://2130706433",
                "http://127.0.0.1.",
                "http://256.0.0.1",
                "http://news.1",
                "http://[::1",
                "http://[::g]",
                "http://[fe80::1%25eth0]",
                "http://[::1]x",
                "https://news.example/\u202e",
                "https://news.example/\u0001a"
            })
    void urlWithoutValidHostIsRefused(String written) {
        assertThat(HttpUrl.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://News.Example:443/a/../%7e%e9?q=a|b&&c=+#d, https://news.example/a/../%7e%e9?q=a|b&&c=+#d",
        "https://news.example?q, https://news.example/?q",
        "https://news.example#f, https://news.example/#f"
    })
    void restIsKeptAsWritten(String written, String url) {
        assertThat(HttpUrl.parse(written)).hasToString("Optional[" + url + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/, https://a.example/?x=y",
        "https://a.example/?, https://a.example/?x=y",
        "https://a.example/?b=c&, https://a.example/?b=c&x=y",
        "https://a.example/?b=%e9|#x=y, https://a.example/?b=%e9|&x=y#x=y",
        "https://a.example/#?, https://a.example/?x=y#?",
        "https://a.example/?x=z, https://a.example/?x=z&x=y",
        "https://a.example/?x=y&b, https://a.example/?x=y&b"
    })
    void pairIsAddedToTheQueryOnce(String url, String expected) {
        assertThat(HttpUrl.parse(url).orElseThrow().withQueryPair("x=y")).hasToString(expected);
    }

    @Test
    void headerFormIsAsciiAndEncodesOnlyWhatBrowsersEncode() {
        HttpUrl url = HttpUrl.parse("https://أخبار.example/مقال \"<a[b]|c>?d={e}^`\\%e9")
                .orElseThrow();

        assertThat(url.toAscii())
                .isEqualTo("https://xn--igbicxr.example/%D9%85%D9%82%D8%A7%D9%84%20%22%3Ca[b]|c%3E?d={e}^`\\%e9");
    }
}
