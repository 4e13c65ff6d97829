package mizan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is printed, and the table for the README. */
final class Report {

    private static final String HEAD = """
            | | a second | of the limit | p50 | p99 | limit a second |
            |---|--:|--:|--:|--:|--:|
            """;

    private Report() {}

    static void print(List<Figure> figures) {
        figures.stream().map(Figure::line).forEach(System.out::println);
    }

    /** Writes the table, and below it on what it was measured. */
    static void write(Path file, List<Figure> figures, List<Figure> limits, String conditions) {
        StringBuilder table = new StringBuilder(HEAD);
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.0f %% | %.1f ms | %.1f ms | %,.0f |%n",
                    figure.name(),
                    figure.value(),
                    100 * figure.ratio(),
                    figure.p50(),
                    figure.p99(),
                    limits.get(i).value()));
        }
        try {
            Files.writeString(file, table + "\n" + conditions + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
