package mizan.command.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import mizan.command.CommandTest;
import mizan.comment.RejectionReason;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The export of statements of reasons follows the rules of the EU's transparency database. */
class StatementsCommandTest extends CommandTest {

    private static final Schema RULES = SchemaRegistry.withDialect(Dialects.getDraft202012())
            .getSchema(SchemaLocation.of("classpath:transparency-statement.schema.json"));

    @BeforeEach
    void nameTheRules() {
        settings.put("mizan.sites.gazette.rules-url", "https://gazette.example/rules");
    }

    @Test
    void everyReasonGivesAValidStatement() {
        for (RejectionReason reason : RejectionReason.values()) {
            reject(submittedToGazette(Sample.submission()), 0, reason);
        }
        submittedToGazette(Sample.submission("website", "https://pills.example"));

        List<JsonNode> statements = export();

        assertThat(statements).hasSize(RejectionReason.values().length + 1).allSatisfy(StatementsCommandTest::verify);
        assertThat(statements)
                .extracting(statement -> statement.path("category").asText().replace("STATEMENT_CATEGORY_", ""))
                .containsExactly(
                        "OTHER_VIOLATION_TC",
                        "CYBER_VIOLENCE",
                        "ILLEGAL_OR_HARMFUL_SPEECH",
                        "OTHER_VIOLATION_TC",
                        "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
                        "ILLEGAL_OR_HARMFUL_SPEECH",
                        "OTHER_VIOLATION_TC",
                        "OTHER_VIOLATION_TC");
        assertThat(statements)
                .extracting(statement -> statement.path("automated_decision").asText())
                .containsOnlyOnce("AUTOMATED_DECISION_FULLY")
                .endsWith("AUTOMATED_DECISION_FULLY");
        assertThat(statements.getLast().path("automated_detection").asText()).isEqualTo("Yes");
        assertThat(statements.getFirst().path("decision_ground_reference_url").asText())
                .isEqualTo("https://gazette.example/rules");
        assertThat(statements)
                .filteredOn(statement -> statement.has("illegal_content_legal_ground"))
                .extracting(statement ->
                        statement.path("illegal_content_legal_ground").asText())
                .containsExactly("§ 130 StGB " + "x".repeat(488) + "…");
    }

    @Test
    void exportHasNothingPersonalAndOnlyAscii() {
        for (RejectionReason reason : RejectionReason.values()) {
            reject(submittedToGazette(Sample.submission()), 0, reason);
        }

        assertThat(run(0, exportOf(today(), today().plusDays(1))))
                .doesNotContain("@", "layla", "مقال", "grace", "for colleagues", "market-scales")
                .matches("\\p{ASCII}*");
    }

    @Test
    void onlyRejectionsInForceWithinThePeriodAreExported() {
        String approved = submittedToGazette(Sample.submission());
        reject(approved, 0, RejectionReason.SPAM);
        decide(approved, "approve", Map.of("version", 1), admin());
        String removed = approved("gazette", Sample.submission());
        reject(removed, 1, RejectionReason.SPAM);
        reject(removed, 2, RejectionReason.HATE);
        approved("gazette", Sample.submission());
        reject(submitted(Sample.submission()), 0, RejectionReason.SPAM); // on another site

        List<JsonNode> statements = export();

        assertThat(statements)
                .extracting(statement -> statement.path("puid").asText())
                .containsExactly(removed + "-3");
        assertThat(statements.getFirst().at("/decision_visibility/0").asText())
                .isEqualTo("DECISION_VISIBILITY_CONTENT_REMOVED");
        assertThat(run(0, exportOf(today().minusDays(1), today()))).isEmpty();
        assertThat(run(0, exportOf(today().plusDays(1), today().plusDays(2)))).isEmpty();
    }

    @Test
    void everyStatementOfManyIsPrintedOnce() {
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, status, version, submitted_at, decided_at)
                SELECT id, 'gazette', 'a', id, 'A', 'b', 'REJECTED', 1, now(), now()
                  FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, 1201)) ids;
                INSERT INTO decision (comment_id, version, site, verdict, reason, moderator, decided_at, time_to_decision)
                SELECT id, 1, site, 'REJECT', 'SPAM', 'grace', date_trunc('minute', now()), '1 min'
                  FROM comment
                """);
        LocalDate day = LocalDate.now(ZoneOffset.UTC);

        assertThat(run(0, exportOf(day.minusDays(1), day.plusDays(2))).lines().distinct())
                .hasSize(1201);
    }

    @Test
    void wrongPeriodOrSiteIsRefused() {
        assertThat(run(2, exportOf(today(), today()))).startsWith("--from must be before --until");
        assertThat(run(2, "statements", "--from", "2026-11-01")).startsWith("Missing required option: '--until=DAY'");
        assertThat(run(2, "statements", "--from", "2026-11-01", "--until", "2026-12-01", "--site", "none"))
                .startsWith("There is no site with the name none");
    }

    @Test
    void rulesFindMistakes() {
        reject(submittedToGazette(Sample.submission()), 0, RejectionReason.ILLEGAL);
        ObjectNode statement = (ObjectNode) export().getFirst();
        verify(statement);

        for (String field : List.of("illegal_content_legal_ground", "content_type", "puid", "application_date")) {
            ObjectNode incomplete = statement.deepCopy();
            incomplete.remove(field);
            assertThat(faults(incomplete)).as(field).isNotEmpty();
        }
        assertThat(faults(statement.deepCopy().put("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT")))
                .isNotEmpty();
        assertThat(faults(statement.deepCopy().put("puid", "a b"))).isNotEmpty();
        assertThat(faults(statement.deepCopy().put("application_date", "1.11.2026")))
                .isNotEmpty();
    }

    private List<JsonNode> export() {
        return run(0, exportOf(today(), today().plusDays(1)))
                .lines()
                .map(StatementsCommandTest::parse)
                .toList();
    }

    private static String[] exportOf(LocalDate from, LocalDate until) {
        return new String[] {"statements", "--from", from.toString(), "--until", until.toString(), "--site", "gazette"};
    }

    private static void verify(JsonNode statement) {
        assertThat(faults(statement)).isEmpty();
    }

    private static List<String> faults(JsonNode statement) {
        return RULES
                .validate(
                        statement.toString(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static LocalDate today() {
        return bean(MutableClock.class).instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String submittedToGazette(Map<String, ?> submission) {
        return post("/api/v1/sites/gazette/comments", submission)
                .json()
                .path("id")
                .asText();
    }

    private static void reject(String id, int version, RejectionReason reason) {
        Map<String, ?> decision = Map.of(
                "version",
                version,
                "reason",
                reason.name(),
                "note",
                "for colleagues",
                "legalGround",
                "§ 130 StGB " + "x".repeat(600));
        assertThat(decide(id, "reject", decision, admin()).status()).isEqualTo(200);
    }
}
