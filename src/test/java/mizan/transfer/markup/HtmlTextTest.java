package mizan.transfer.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "<p>One</p><p>Two</p> | One\\n\\nTwo",
                "<p>One<br>line</p> | One\\nline",
                "a<br/><br/>b | a\\n\\nb",
                "Fish &amp; chips &lt;b&gt; &#8220;x&#8221; &nbsp;y | Fish & chips <b> “x” \u00A0y",
                "<b>bold</b> <em>and</em> <code>x &lt; y</code> | bold and x < y",
                "<a href=\"https://a.example/b?c=1&amp;d=2\">a text</a>. | a text (https://a.example/b?c=1&d=2).",
                "<a href='https://a.example/'>a.example</a> | https://a.example/",
                "see <a href='https://a.example/b/long'>https://a.example/b...</a>! | see https://a.example/b/long!",
                "<a href='https://a.example/x'></a> | https://a.example/x",
                "<a name=x>anchor</a> | anchor",
                "<ul><li>one</li><li>two</li></ul>after | - one\\n- two\\n\\nafter",
                "<blockquote><p>a</p><p>b</p></blockquote><p>c</p> | > a\\n>\\n> b\\n\\nc",
                "before<blockquote>a<blockquote>b</blockquote>c</blockquote>after "
                        + "| before\\n\\n> a\\n>\\n> > b\\n>\\n> c\\n\\nafter",
                "<pre>if (a)\\n    b();</pre> | if (a)\\n    b();",
                "<img src='https://a.example/i.png' alt='A cat'> | A cat (https://a.example/i.png)",
                "a<script>alert(1)</script>b<style>p{}</style> | ab",
                "a\\n\\n  b<!-- no --> | a b",
                "<p>unclosed <b>tags | unclosed tags",
                "مرحبا<br>شكرًا | مرحبا\\nشكرًا",
            })
    void htmlBecomesText(String html, String text) {
        assertThat(HtmlText.of(html.replace("\\n", "\n"))).isEqualTo(text.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "one\\r\\ntwo | one\\ntwo",
                "one\\n\\n\\n\\ntwo & <i>three</i> | one\\n\\ntwo & three",
                "a\\n<blockquote>b\\nc</blockquote>\\nd | a\\n\\n> b\\n> c\\n\\nd",
                "x < y and y > z | x < y and y > z",
            })
    void lineEndsAreKept(String html, String text) {
        assertThat(HtmlText.ofLines(html.replace("\\n", "\n").replace("\\r", "\r")))
                .isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void deeplyNestedElementsStaySmall() {
        String html = "<blockquote>x".repeat(10_000);

        assertThat(HtmlText.of(html).length()).isLessThan(60 * 10_000);
    }
}
