package mizan.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvExportTest extends ServiceTest {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    @Test
    void tableHasOneRowForEachComment() throws IOException {
        String approved = approved(Sample.submission("body", "one, \"two\"\nthree"));
        String rejected = submitted(Sample.reply(approved));
        decide(rejected, "reject", Map.of("version", 0, "reason", "SPAM"), admin());

        Answer answer = SiteExportApiTest.export("demo", "csv", admin());

        assertThat(answer.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(answer.body()).startsWith("\ufeffid,article,");
        List<CSVRecord> records = parse(answer);
        assertThat(records).extracting(row -> row.get("id")).containsExactly(approved, rejected);
        assertThat(records).extracting(row -> row.get("status")).containsExactly("APPROVED", "REJECTED");
        assertThat(records).extracting(row -> row.get("reason")).containsExactly("", "SPAM");
        assertThat(records).extracting(row -> row.get("parentId")).containsExactly("", approved);
        assertThat(records).extracting(row -> row.get("email")).containsOnly("");
        assertThat(records.getFirst().get("body")).isEqualTo("one, \"two\"\nthree");
    }

    /** A spreadsheet would run these names, and the texts of the same form. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(1+1)",
                "＝1+1",
                "=HYPERLINK(\"https://evil.example\";\"click\")"
            })
    void formulaIsDefused(String formula) throws IOException {
        Map<String, Object> submission = Sample.submission("name", formula);
        submitted(Sample.with(Sample.with(submission, "body", formula), "article", formula));

        CSVRecord row = parse(SiteExportApiTest.export("demo", "csv", admin())).getFirst();

        assertThat(List.of(row.get("name"), row.get("body"), row.get("article")))
                .containsOnly("'" + formula);
    }

    private static List<CSVRecord> parse(Answer answer) throws IOException {
        return FORMAT.parse(new StringReader(answer.body().substring(1))).getRecords();
    }
}
