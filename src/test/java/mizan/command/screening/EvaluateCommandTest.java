package mizan.command.screening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mizan.command.CommandTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateCommandTest extends CommandTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void corpusIsEvaluatedAsTextAndJson() throws IOException {
        String first = corpus("first.csv", 60);
        String second = corpus("second.csv", 60);

        String text = run(0, "screening", "evaluate", first, second);
        assertThat(text)
                .contains("Rules: 120 comments, 60 rejected", "false-positive rate", "praise-with-link", "any")
                .contains("held-back comments, five folds: 120 comments, 60 rejected")
                .contains("files that it has not learned from: 120 comments")
                .contains("calibration error", "Learning curve", "Time per comment")
                .contains("would show findings")
                .doesNotContain("Left out", "language", "listed-domain", "burst", "first-comment");
        JsonNode classifier =
                json(run(0, "screening", "evaluate", "--json", first, second)).path("classifier");
        assertThat(classifier.path("useful").asBoolean()).isTrue();
        assertThat(classifier
                        .path("crossValidation")
                        .path("accuracy")
                        .path("macroF1")
                        .asDouble())
                .isGreaterThan(0.9);
        assertThat(classifier.path("unseenSources").path("comments").asInt()).isEqualTo(120);
        assertThat(classifier.path("learningCurve")).isNotEmpty();
    }

    @Test
    void rulesAreMeasuredAsTheyAreWithoutSettings() throws IOException {
        String file = file("links.csv", """
                text,label
                https://a.example/1,rejected
                https://b.example/1 https://c.example,rejected
                nothing at all,rejected
                https://d.example/1,approved
                the minister and the bridge,approved
                the school,approved
                a library,approved
                """);

        assertThat(findings("links", "--max-links", "0", file)).isEqualTo(json("""
                        {"rule": "links", "found": 3, "precision": 0.6666666666666666,
                         "recall": 0.6666666666666666, "falsePositiveRate": 0.25}"""));
        assertThat(findings("links", "--max-links", "1", file).path("found").asInt())
                .isEqualTo(1);
        assertThat(findings("links", file).path("precision").isNull()).isTrue();
        assertThat(findings("language", file).isMissingNode()).isTrue();
        assertThat(findings("language", "--language", "ar,fa", file)
                        .path("found")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void rulesOfASiteAreMeasured() throws IOException {
        settings.put("mizan.sites.gazette.screening.listed-domains", "spam.example");
        String file = file("domains.csv", "text,label\nhttps://spam.example/1,rejected\n");

        assertThat(findings("listed-domain", "--site", "gazette", file)
                        .path("found")
                        .asInt())
                .isEqualTo(1);
        assertThat(findings("listed-domain", file).isMissingNode()).isTrue();
        assertThat(run(0, "screening", "evaluate", file)).contains("The classifier is not measured");
        assertThat(run(2, "screening", "evaluate", "--site", "gazette", "--language", "ar", file))
                .contains("settings of the site");
    }

    @Test
    void decisionsOfASiteAreEvaluated() {
        assertThat(run(1, "screening", "evaluate", "--decisions", "--site", "gazette"))
                .contains("no decisions to measure with");
        assertThat(run(2, "screening", "evaluate", "--decisions", "--site", "nowhere"))
                .contains("no site with the name nowhere");
    }

    @Test
    void spreadsheetIsReadInAnySpelling() throws IOException {
        String file = file("export.csv", """
                \uFEFFالرقم;التعليق ;القرار;
                1;"للتواصل واتساب 0501234567; الآن";مرفوض;
                2;مقال جميل;مقبول;
                3;"سطر أول
                سطر ثانٍ";مـرفوض ;
                4;لم يقرر أحد;;
                5;;مرفوض;
                ;;;
                """);

        String text = run(0, call("--text-column", "التعليق", "--label-column", "القرار", "--rejected", "مرفوض", file));

        assertThat(text)
                .contains("no text or no label: 2 rows", "Rules: 3 comments, 2 rejected")
                .containsPattern("contact +1 +1.000 +0.500 +0.000");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void columnsAreSeparatedByCommasSemicolonsOrTabs(String separator) throws IOException {
        String file = file("a.csv", "text#Label\none#spam\ntwo#OFFENSIVE\nthree#ok\n".replace("#", separator));

        assertThat(run(0, call("--rejected", "spam,offensive", file))).contains("Rules: 3 comments, 2 rejected");
    }

    @Test
    void wrongCallsAreExplained() throws IOException {
        String corpus = corpus("corpus.csv", 4);

        assertThat(run(2, call())).contains("files or --decisions");
        assertThat(run(2, call("--decisions"))).contains("--site");
        assertThat(run(2, call("--text-column", "body", corpus)))
                .contains("no column body: its columns are text, label");
        assertThat(run(2, call("--rejected", "bad", corpus)))
                .contains("The labels in the column label are: rejected (2), approved (2)");
        assertThat(run(1, call(folder.resolve("missing.csv").toString()))).contains("Cannot read");
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void brokenFileIsExplained(int exitCode, String explanation, byte[] content) throws IOException {
        String file = Files.write(folder.resolve("broken.csv"), content).toString();

        assertThat(run(exitCode, call(file))).contains(explanation).doesNotContain("secret", "\u001B", "Exception");
    }

    private static List<Arguments> brokenFiles() {
        return List.of(
                broken(1, "is empty", ""),
                broken(1, "is empty", "\uFEFF"),
                broken(2, "labels in the column label are: .", "text,label\n"),
                broken(2, "no column text", "secret\u001B[2J\u202E,label\n".replace("secret", "other")),
                broken(2, "[2Jevil (1)", "text,label\nsecret,\u001B[2J\u202Eevil\n"),
                broken(1, "record 1 has 1 columns instead of 2", "text,label\nsecret\n"),
                broken(1, "record 2 has 3 columns instead of 2", "text,label\na,b\nsecret,b,c\n"),
                broken(1, "is not a CSV file", "text,label\n\"secret,rejected\n"),
                Arguments.of(1, "is not UTF-8", "text,label\n\u00e9,rejected\n".getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of(1, "is not UTF-8", "text,label\nsecret,rejected\n".getBytes(StandardCharsets.UTF_16)));
    }

    private static Arguments broken(int exitCode, String explanation, String content) {
        return Arguments.of(exitCode, explanation, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] call(String... options) {
        return Stream.concat(Stream.of("screening", "evaluate"), Stream.of(options))
                .toArray(String[]::new);
    }

    private JsonNode findings(String rule, String... options) {
        String[] call =
                call(Stream.concat(Stream.of("--json"), Stream.of(options)).toArray(String[]::new));
        for (JsonNode findings : json(run(0, call)).path("rules").path("rules")) {
            if (findings.path("rule").asText().equals(rule)) {
                return findings;
            }
        }
        return MissingNode.getInstance();
    }

    private String corpus(String name, int size) throws IOException {
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int i = 0; i < size; i++) {
            csv.append(
                    i % 2 == 0
                            ? "\"subscribe, and earn money " + i + "\",rejected\n"
                            : "the minister and the bridge " + i + ",approved\n");
        }
        return file(name, csv.toString());
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
