package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of approved comments, and the keys of articles. */
class CountsApiTest extends ServiceTest {

    @Test
    void countsHaveTheKeysOfTheRequest() {
        Map<String, Object> comment = new HashMap<>(Sample.submission());
        comment.put("article", "caf\u00E9");
        approved(comment);

        JsonNode counts = get("/api/v1/sites/demo/counts?article=cafe%CC%81&article=caf%C3%A9&article=none")
                .json()
                .path("counts");

        assertThat(counts.path("cafe\u0301").asInt()).isEqualTo(1);
        assertThat(counts.path("caf\u00E9").asInt()).isEqualTo(1);
        assertThat(counts.path("none").asInt(-1)).isZero();
        assertThat(counts).hasSize(3);
    }

    @Test
    void countsIncludeOnlyApprovedComments() {
        approved(Sample.submission());
        approved(Sample.reply(approved(Sample.submission())));
        submitted(Sample.submission());
        approved(Sample.submission("article", "a,b"));

        Answer counts = get("/api/v1/sites/demo/counts?article=market-scales&article=a,b&article=none");

        assertThat(counts.body()).isEqualTo("{\"counts\":{\"market-scales\":3,\"a,b\":1,\"none\":0}}");
        assertThat(get("/api/v1/sites/herald/counts?article=market-scales").body())
                .isEqualTo("{\"counts\":{\"market-scales\":0}}");
    }

    @Test
    void countsAreLimitedToOneHundredArticles() {
        String hundred = "article=a&".repeat(100);

        assertThat(get("/api/v1/sites/demo/counts?" + hundred).status()).isEqualTo(200);
        assertThat(get("/api/v1/sites/demo/counts?" + hundred + "article=b").codes())
                .containsExactly("article.too-many");
    }

    @ParameterizedTest
    @CsvSource({"%d9%85, %D9%85", "%D9%85, %d9%85", "%7ea/../b, b"})
    void bothFormsOfAKeyAreOneArticle(String submitted, String asked) {
        String site = "https://demo.example/";
        approved(Sample.submission("article", site + submitted));

        String key = URLEncoder.encode(site + asked, StandardCharsets.UTF_8);
        assertThat(get("/api/v1/sites/demo/comments?article=" + key)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("/api/v1/sites/demo/counts?article=" + key)
                        .json()
                        .path("counts")
                        .path(site + asked)
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void longestArticleKeysCanBeReadAndCounted() {
        String key = "😀".repeat(500);
        approved(Sample.submission("article", key));
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);

        assertThat(get("/api/v1/sites/demo/comments?article=" + encoded)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        String urls = IntStream.range(0, 100)
                .mapToObj(i -> "article=" + "https://news.example/an/article/of/some/length-" + i)
                .collect(Collectors.joining("&"));
        assertThat(get("/api/v1/sites/demo/counts?" + urls).status()).isEqualTo(200);
    }
}
