package mizan.moderation.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** One decision for all pending comments with nearly the same text. */
class SimilarApiTest extends ServiceTest {

    private static final String TEXT = "The mayor has sold the old harbour to his friends, and nobody in the council"
            + " has asked a single question about the price. Shame on all of them!";

    private static final int RAID = 5_000;

    @Test
    void oneDecisionIsMadeForAllSimilarComments() {
        String first = submitted(Sample.submission("body", TEXT));
        String second = submitted(Sample.with(
                Sample.submission("body", TEXT.replace("Shame", "Disgrace") + " 7"), "email", "omar@example.org"));
        String elsewhere =
                submitted(Sample.with(Sample.submission("body", "!!! " + TEXT), "article", "another-article"));
        String other = submitted(Sample.submission());

        Answer similar = get(path(second), "Authorization", admin());
        assertThat(similar.each("comments", "")).hasSize(3);
        assertThat(similar.body()).contains(first, second, elsewhere).doesNotContain(other);

        JsonNode decided = decideSimilar(second, Map.of("verdict", "REJECT", "reason", "SPAM"))
                .json();

        assertThat(decided.path("decided").asInt()).isEqualTo(3);
        assertThat(decided.path("left").asInt()).isZero();
        assertThat(queue("status=PENDING").each("comments", "id")).containsExactly(other);
        post("/api/v1/moderation/batches/" + decided.path("batch").asText() + "/undo", "", "Authorization", admin());
        assertThat(queue("status=PENDING").each("comments", "id"))
                .containsExactlyInAnyOrder(first, second, elsewhere, other);
    }

    @Test
    void decisionForAllIsValidatedLikeASingleOne() {
        String id = submitted(Sample.submission("body", TEXT));

        assertThat(decideSimilar(id, Map.of("verdict", "REJECT")).codes()).containsExactly("reason.required");
        assertThat(decideSimilar(id, Map.of()).codes()).containsExactly("verdict.required");
        assertThat(decideSimilar("01990000-0000-7000-8000-000000000000", Map.of("verdict", "APPROVE"))
                        .problem())
                .endsWith("/problems/no-such-comment");
    }

    /** Each variant is a template with other words, another greeting, another end and another spelling. */
    @Test
    void raidIsRejectedWithFewDecisions() {
        insertRaid();
        int decisions = 0;
        List<String> pending = queue("limit=1").each("comments", "id");
        while (!pending.isEmpty()) {
            assertThat(decideSimilar(pending.getFirst(), Map.of("verdict", "REJECT", "reason", "SPAM"))
                            .status())
                    .isEqualTo(200);
            decisions++;
            pending = queue("limit=1").each("comments", "id");
        }

        assertThat(decisions).isLessThanOrEqualTo(50);
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE status = 'REJECTED'"))
                .isEqualTo(String.valueOf(RAID));
    }

    private static void insertRaid() {
        Random random = new Random(5_000);
        String rows = IntStream.range(0, RAID)
                .mapToObj(i -> "(%d, $b$%s$b$)".formatted(i, variant(random)))
                .collect(Collectors.joining(", "));
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, digest,
                                     receipt_hash, status, version, submitted_at)
                SELECT CAST('01990000-0000-7000-8000-' || lpad(to_hex(i), 12, '0') AS uuid), 'demo', 'a',
                       CAST('01990000-0000-7000-8000-' || lpad(to_hex(i), 12, '0') AS uuid), 'Reader ' || i, body,
                       '\\x00', sha256(CAST(i AS text)::bytea), sha256(CAST(body AS text)::bytea), sha256(CAST('r' || i AS bytea)),
                       'PENDING', 0, now() - interval '1 day' + i * interval '1 ms'
                  FROM (VALUES %s) AS raid (i, body)
                """.formatted(rows));
    }

    private static String variant(Random random) {
        String text = random.nextBoolean()
                ? "%s the %s has sold our old harbour to his friends, and nobody in the whole council has asked a single"
                        + " question about the price. We will not forget this at the next election, and we will tell"
                        + " everybody in the %s about it. %s"
                : "%s لقد باع %s ميناءنا القديم لأصدقائه ولم يسأل أحد في المجلس كله سؤالا واحدا عن الثمن ولن ننسى ذلك في"
                        + " الانتخابات القادمة وسنخبر به كل الناس في %s ونطالب بفتح تحقيق مستقل في هذا البيع. %s";
        return text.formatted(
                pick(random, "Hey,", "So", "Listen:", "Wow!", "اسمعوا", "يا ناس", "???", "Again"),
                pick(random, "mayor", "chief", "boss", "liar", "العمدة", "الرئيس", "الكاذب"),
                pick(random, "city", "region", "country", "town", "المدينة", "البلد", "الحي"),
                pick(random, "Shame", "Disgrace", "عار", "Never again", "كفى", "Resign")
                        + "!".repeat(random.nextInt(9))
                        + random.nextInt(100_000));
    }

    private static String pick(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    private static Answer decideSimilar(String id, Map<String, ?> decision) {
        return post(path(id) + "/decision", decision, "Authorization", admin());
    }

    private static String path(String id) {
        return "/api/v1/moderation/comments/" + id + "/similar";
    }
}
