package mizan.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The results as text lines and as a Markdown table. */
public final class ResultTable {

    private static final String HEADER = """
            | | per second | of the limit | p50 | p99 | limit per second |
            |---|--:|--:|--:|--:|--:|
            """;

    private ResultTable() {}

    public static void print(List<Result> results) {
        results.stream().map(Result::line).forEach(System.out::println);
    }

    /** Writes the table and the description of the environment. */
    public static void write(Path file, List<Result> results, List<Result> limits, String environment) {
        StringBuilder table = new StringBuilder(HEADER);
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.0f %% | %.1f ms | %.1f ms | %,.0f |%n",
                    result.name(),
                    result.value(),
                    100 * result.ratio(),
                    result.p50(),
                    result.p99(),
                    limits.get(i).value()));
        }
        try {
            Files.writeString(file, table + "\n" + environment + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
