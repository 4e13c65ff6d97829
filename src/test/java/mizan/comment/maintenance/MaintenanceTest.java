package mizan.comment.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maintenance: data derived from comments is compared with them, and rebuilt. */
class MaintenanceTest extends ServiceTest {

    @Test
    void authorStatsEqualTheCommentsOfTheAuthor() {
        String approved = approved(Sample.submission());
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        submitted(Sample.submission("website", "https://spam.example"));
        submitted(Sample.submission());
        assertThat(records()).containsExactly(List.of("1", "2"));

        decide(approved, "reopen", Map.of("version", 1), admin());

        assertThat(records()).containsExactly(List.of("0", "2"));
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
        assertThat(get("/api/v1/moderation/comments/" + approved, "Authorization", admin())
                        .json()
                        .path("author")
                        .toString())
                .isEqualTo("{\"approved\":0,\"rejected\":2,\"pending\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE author_stats SET approved = approved + 3",
                "UPDATE author_stats SET rejected = -1",
                "DELETE FROM author_stats",
                "INSERT INTO author_stats VALUES (decode(repeat('ff', 32), 'hex'), 'demo', 1, 1)"
            })
    void wrongAuthorStatsAreFoundAndRepaired(String mistake) {
        IntStream.range(0, 20).forEach(i -> approved(Sample.submission("email", "reader" + i + "@example.org")));

        Postgres.execute(mistake);

        assertThat(bean(AuthorStats.class).countDifferences()).isPositive();
        assertThat(bean(AuthorStats.class).repair()).isPositive();
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
    }

    @Test
    void erasedAuthorLeavesNoData() {
        String first = submit(Sample.submission()).header("Location");
        String second = submit(Sample.submission()).header("Location");
        Postgres.query("SELECT id FROM comment")
                .forEach(row -> decide(row.getFirst(), "approve", Map.of("version", 0), admin()));

        send("DELETE", first, "");
        assertThat(records()).containsExactly(List.of("1", "0"));
        send("DELETE", second, "");

        assertThat(records()).isEmpty();
    }

    @Test
    void searchIndexIsRebuiltForAllComments() {
        IntStream.range(0, 600).forEach(_ -> submitted(Sample.submission()));
        List<List<String>> before = words();
        String receipt = submit(Sample.submission()).header("Location");
        send("DELETE", receipt, "");
        Postgres.execute("INSERT INTO comment_search SELECT id, 'left' FROM comment WHERE status = 'WITHDRAWN'");
        Postgres.execute("DELETE FROM comment_search WHERE lexemes @@ 'جميل' AND random() < 0.5");
        Postgres.execute("UPDATE comment_search SET lexemes = ''");

        assertThat(bean(SearchIndex.class).rebuild()).isEqualTo(600);

        assertThat(words()).isEqualTo(before).hasSize(600);
    }

    private static List<List<String>> records() {
        return Postgres.query("SELECT approved, rejected FROM author_stats");
    }

    private static List<List<String>> words() {
        return Postgres.query("SELECT comment_id, lexemes FROM comment_search ORDER BY comment_id");
    }
}
