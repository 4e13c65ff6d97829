package mizan.moderation.decision;

import static mizan.moderation.decision.BatchApiTest.batch;
import static mizan.moderation.decision.BatchApiTest.item;
import static mizan.moderation.decision.BatchApiTest.items;
import static mizan.moderation.decision.BatchApiTest.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** The largest batches, and those that are too large. */
class BatchLimitsApiTest extends ServiceTest {

    /** 1,000 characters and 8,000 bytes: letters with three marks each. */
    private static final String LONGEST_NOTE = "\u0647\u0301\u0300\u0301".repeat(1_000);

    @Test
    void largestBatchSharesTheLongestNote() {
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(500).toList();

        Answer answer = post(
                "/api/v1/moderation/decisions",
                Map.of("decisions", items(ids, 0, "REJECT"), "reason", "OTHER", "note", LONGEST_NOTE),
                "Authorization",
                admin());

        assertThat(answer.each("results", "status")).hasSize(500).containsOnly("200");
        assertThat(Postgres.value("SELECT count(DISTINCT note) || ' ' || count(*) FROM decision"))
                .isEqualTo("1 500");
    }

    @Test
    void largestBatchHasTheLongestTextsForEachDecision() {
        String half = LONGEST_NOTE.substring(LONGEST_NOTE.length() / 2);
        List<Map<String, Object>> items = IntStream.range(0, 500)
                .mapToObj(i -> {
                    String number = "%04d".formatted(i);
                    return item(
                            submitted(Sample.submission()),
                            0,
                            "REJECT",
                            "reason",
                            "ILLEGAL",
                            "note",
                            number + half.substring(2),
                            "legalGround",
                            number + half.substring(2));
                })
                .toList();

        Answer answer = batch(admin(), items);

        assertThat(answer.each("results", "status")).hasSize(500).containsOnly("200");
        assertThat(
                        Postgres.query(
                                "SELECT count(DISTINCT note), max(octet_length(note) + octet_length(legal_ground)) FROM decision"))
                .containsExactly(List.of("500", "8000"));
    }

    @Test
    void textsThatAreTooLargeTogetherAreRefused() {
        String half = LONGEST_NOTE.substring(LONGEST_NOTE.length() / 2);
        String id = submitted(Sample.submission());

        Answer tooLarge = batch(
                admin(),
                List.of(
                        item(id, 0, "REJECT", "reason", "ILLEGAL", "note", half, "legalGround", half + "."),
                        item(id, 0, "REJECT", "reason", "OTHER", "note", LONGEST_NOTE + "."),
                        // 1,000 characters of 8 marks
                        item(
                                id,
                                0,
                                "REJECT",
                                "reason",
                                "OTHER",
                                "note",
                                ("\u0647" + "\u0301\u0300".repeat(4)).repeat(1_000))));

        assertThat(IntStream.range(0, 3)
                        .mapToObj(i -> tooLarge.json()
                                .at("/results/%d/problem/errors/0/code".formatted(i))
                                .asText()))
                .containsExactly("legalGround.too-large", "note.too-long", "note.too-large");
        assertThat(status(id)).isEqualTo("PENDING0");
    }

    @Test
    void batchHasAMaximumSize() {
        List<Map<String, Object>> tooMany =
                Collections.nCopies(501, item(UUID.randomUUID().toString(), 0, "APPROVE"));

        assertThat(batch(admin(), tooMany).codes()).containsExactly("decisions.too-many");
    }
}
