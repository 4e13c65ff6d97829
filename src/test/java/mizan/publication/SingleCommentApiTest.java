package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One approved comment, and the page around it. */
class SingleCommentApiTest extends ServiceTest {

    private static final String ARTICLE = "/api/v1/sites/demo/comments?article=market-scales";

    @Test
    void singleCommentHasItsArticleAndPage() {
        approved(Sample.submission());
        String id = approved(Sample.submission("body", "يا له من ميزان"));
        String pending = submitted(Sample.submission());
        String path = "/api/v1/sites/demo/comments/";

        Answer answer = get(path + id);

        assertThat(answer.json().path("body").asText()).isEqualTo("يا له من ميزان");
        assertThat(answer.json().path("article").asText()).isEqualTo("market-scales");
        assertThat(answer.json().path("parentId").isNull()).isTrue();
        assertThat(get(ARTICLE + "&after=" + answer.json().path("page").asText())
                        .json()
                        .path("comments")
                        .findValuesAsText("id"))
                .containsExactly(id);
        assertThat(get(path + id, "If-None-Match", answer.header("ETag")).status())
                .isEqualTo(304);
        assertThat(get(path + pending).problem()).isEqualTo("404 application/problem+json /problems/no-such-comment");
        assertThat(get("/api/v1/sites/herald/comments/" + id).status()).isEqualTo(404);
        assertThat(get(path + "1-1-1-1-1").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"oldest", "newest"})
    void pageAroundACommentContainsIt(String order) {
        List<String> roots = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            roots.add(approved(Sample.submission()));
        }
        String reply = approved(Sample.reply(roots.get(3)));

        for (String id : Stream.concat(roots.stream(), Stream.of(reply)).toList()) {
            JsonNode page =
                    get(ARTICLE + "&limit=2&order=" + order + "&around=" + id).json();

            assertThat(page.path("comments").findValuesAsText("id")).contains(id);
            assertThat(page.path("count").asInt()).isEqualTo(6);
        }
    }

    @Test
    void pageAroundALateReplyBeginsWithIt() {
        String root = approved(Sample.submission());
        List<String> replies = new ArrayList<>();
        for (int i = 0; i < 52; i++) {
            replies.add(approved(Sample.reply(root)));
        }

        assertThat(get(ARTICLE + "&around=" + replies.get(49))
                        .json()
                        .path("comments")
                        .findValuesAsText("id"))
                .startsWith(root)
                .contains(replies.get(49));
        assertThat(get(ARTICLE + "&around=" + replies.get(50))
                        .json()
                        .path("comments")
                        .findValuesAsText("id"))
                .containsExactly(replies.get(50), replies.get(51));
    }

    @Test
    void pageAroundACommentThatIsNotPublishedThereDoesNotExist() {
        String published = approved(Sample.submission());
        String pending = submitted(Sample.submission());
        String elsewhere = approved(Sample.submission("article", "another"));

        assertThat(get(ARTICLE + "&around=" + published).status()).isEqualTo(200);
        assertThat(get(ARTICLE + "&around=" + pending).problem()).endsWith("/problems/no-such-comment");
        assertThat(get(ARTICLE + "&around=" + elsewhere).problem()).endsWith("/problems/no-such-comment");
        assertThat(get(ARTICLE + "&around=1-1-1-1-1").status()).isEqualTo(400);
        assertThat(get(ARTICLE + "&around=" + published + "&after=x").status()).isIn(400, 422);

        decide(published, "reject", Map.of("version", 1, "reason", "SPAM"), admin());

        assertThat(get(ARTICLE + "&around=" + published).status()).isEqualTo(404);
    }
}
