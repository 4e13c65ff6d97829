package mizan.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import mizan.screening.rule.ScreeningRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/resources/mizan/console_en.properties",
                "src/main/resources/mizan/console_ar.properties"
            })
    void everyRuleHasName(String messages) throws IOException {
        String text = Files.readString(Path.of(messages));

        assertThat(Arrays.stream(ScreeningRule.values()).map(rule -> "\nrule." + rule.id() + "="))
                .allMatch(text::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = "src/docs/operators.md")
    void everyRuleIsDocumentedWithItsWeight(String document) throws IOException {
        String text = Files.readString(Path.of(document));

        assertThat(Arrays.stream(ScreeningRule.values()).map(RuleNamesTest::row))
                .allSatisfy(row -> assertThat(text.lines())
                        .anyMatch(line -> line.startsWith(row.name()) && line.endsWith(row.weight())));
    }

    private static Row row(ScreeningRule rule) {
        return new Row(
                "| `" + rule.id() + "` |",
                "| `" + rule.defaultWeight() + "`" + (rule.isOnByDefault() ? "" : ", off") + " |");
    }

    private record Row(String name, String weight) {}
}
