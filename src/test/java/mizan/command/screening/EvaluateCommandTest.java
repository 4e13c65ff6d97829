package mizan.command.screening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mizan.command.CommandTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest extends CommandTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void corpusIsEvaluatedAsTextAndJson() throws IOException {
        String first = corpus("first.csv", 60);
        String second = corpus("second.csv", 60);

        String text = run(0, "screening", "evaluate", first, second);
        assertThat(text)
                .contains("Held-back comments, five folds: 120 comments, 60 rejected")
                .contains("Files that it has not learned from: 120 comments")
                .contains("calibration error", "Learning curve", "Time per comment")
                .contains("would show findings");
        JsonNode json = json(run(0, "screening", "evaluate", "--json", first, second));
        assertThat(json.path("useful").asBoolean()).isTrue();
        assertThat(json.path("crossValidation").path("accuracy").path("macroF1").asDouble())
                .isGreaterThan(0.9);
        assertThat(json.path("unseenSources").path("comments").asInt()).isEqualTo(120);
        assertThat(json.path("learningCurve")).isNotEmpty();
    }

    @Test
    void decisionsOfASiteAreEvaluated() {
        assertThat(run(1, "screening", "evaluate", "--decisions", "--site", "gazette"))
                .contains("not both rejected and approved");
        assertThat(run(2, "screening", "evaluate", "--decisions", "--site", "nowhere"))
                .contains("no site with the name nowhere");
    }

    @Test
    void wrongCallsAreExplained() throws IOException {
        String corpus = corpus("corpus.csv", 4);

        assertThat(run(2, "screening", "evaluate")).contains("files or --decisions");
        assertThat(run(2, "screening", "evaluate", "--decisions")).contains("--site");
        assertThat(run(2, "screening", "evaluate", "--text-column", "body", corpus))
                .contains("no column body: its columns are text, label");
        assertThat(run(1, "screening", "evaluate", folder.resolve("missing.csv").toString()))
                .contains("Cannot read");
        assertThat(run(
                        1,
                        "screening",
                        "evaluate",
                        file("latin.csv", "text,label\n\u00e9,rejected\n".getBytes(StandardCharsets.ISO_8859_1))))
                .contains("not UTF-8");
        assertThat(run(
                        1,
                        "screening",
                        "evaluate",
                        file("short.csv", "text,label\none\n".getBytes(StandardCharsets.UTF_8))))
                .contains("has 1 columns instead of 2")
                .doesNotContain("one\n");
    }

    private String corpus(String name, int size) throws IOException {
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int i = 0; i < size; i++) {
            csv.append(
                    i % 2 == 0
                            ? "\"subscribe, and earn money " + i + "\",rejected\n"
                            : "the minister and the bridge " + i + ",approved\n");
        }
        return file(name, csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
