package mizan.moderation.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchApiTest extends ServiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"مقال", "مَقالٌ", "مقـــال", "المقال", "وللمقال", "ﻣﻘﺎﻝ", "مقا", "في ٢٠٢٦ مقالة", "۲۰۲۶"})
    void arabicTextIsFoundInAnySpelling(String q) {
        String id = submitted(Sample.submission("body", "قرأتُ المَقَالَة في 2026 مرّتين"));
        submitted(Sample.submission("body", "شيء آخر"));

        assertThat(search("", q).each("comments", "id")).containsExactly(id);
    }

    @Test
    void nameAndBodyAreSearchedTogether() {
        String id = submitted(Sample.with(Sample.submission("name", "أحمد الزين"), "body", "Well said."));

        assertThat(search("", "احمد well").each("comments", "id")).containsExactly(id);
        assertThat(search("", "احمد badly").each("comments", "id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "'", "' OR 1=1 --", "\\", "😀", "| &", "a:*"})
    void queryWithoutWordsMatchesNothing(String q) {
        submitted(Sample.submission());

        Answer answer = search("", q);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.each("comments", "id")).isEmpty();
    }

    @Test
    void blankQueryIsRefused() {
        assertThat(queue("q=%20").codes()).containsExactly("q.empty");
    }

    @Test
    void tooLongQueryIsRejected() {
        assertThat(search("", "a".repeat(201)).codes()).containsExactly("q.too-long");
    }

    @Test
    void matchesAreReadPageByPage() {
        List<String> ids = Stream.generate(() -> submitted(Sample.submission("body", "needle " + System.nanoTime())))
                .limit(5)
                .toList();
        submitted(Sample.submission());

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            Answer page = search("limit=2" + next, "needle");
            read.addAll(page.each("comments", "id"));
            next = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asText();
        } while (!next.isEmpty());

        assertThat(read).containsExactlyElementsOf(ids);
    }

    @Test
    void decidedCommentsAreFoundByTheirStatus() {
        String id = approved(Sample.submission("body", "needle"));
        approved(Sample.submission());

        assertThat(search("status=APPROVED", "needle").each("comments", "id")).containsExactly(id);
        assertThat(search("", "needle").each("comments", "id")).isEmpty();
    }

    @Test
    void searchCoversOnlySitesOfTheModerator() {
        submitted(Sample.submission("body", "needle"));

        Answer answer =
                get("/api/v1/moderation/comments?q=needle", "Authorization", moderator("hal", "MODERATOR", "herald"));

        assertThat(answer.each("comments", "id")).isEmpty();
    }

    @Test
    void commentsOfOneAuthorAreFoundByOneOfThem() {
        String one = submitted(Sample.submission("email", "omar@example.org"));
        String another = submitted(Sample.submission("email", "OMAR@example.org"));
        submitted(Sample.submission("email", "sara@example.org"));

        assertThat(queue("author=" + one).each("comments", "id")).containsExactly(one, another);
        assertThat(get(
                                "/api/v1/moderation/comments?author=" + one,
                                "Authorization",
                                moderator("hal", "MODERATOR", "herald"))
                        .each("comments", "id"))
                .isEmpty();
        assertThat(queue("author=nobody").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"herald, 1", "demo, 0"})
    void authorIsNotRecognisedByModeratorOfAnotherSite(String site, int found) {
        submitted(Sample.submission("email", "omar@example.org"));
        String there = post("/api/v1/sites/herald/comments", Sample.submission("email", "omar@example.org"))
                .json()
                .path("id")
                .asText();

        Answer answer =
                get("/api/v1/moderation/comments?author=" + there, "Authorization", moderator(site, "MODERATOR", site));

        assertThat(answer.each("comments", "id")).hasSize(found);
    }

    @Test
    void withdrawnCommentIsRemovedFromTheSearchIndex() {
        String receipt = submit(Sample.submission("body", "needle")).header("Location");

        send("DELETE", receipt, "");

        assertThat(Postgres.value("SELECT count(*) FROM comment_search")).isEqualTo("0");
    }

    private static Answer search(String query, String q) {
        return queue(query + "&q=" + URLEncoder.encode(q, UTF_8));
    }
}
