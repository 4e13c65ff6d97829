package mizan.command.screening;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mizan.command.failure.CommandFailure;
import mizan.screening.classifier.LabelledText;
import mizan.text.FoldedText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads texts with labels from CSV files, as spreadsheets write them: with commas, semicolons or tabs, with or without a byte
 * order mark. Labels and the names of columns are compared in any spelling.
 */
final class LabelledFile {

    /** With their features, these take some hundred megabytes. */
    private static final int MAX_COMMENTS = 50_000;

    private static final CSVFormat COMMAS =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    /** In this order where a file could be any of them. */
    private static final List<CSVFormat> FORMATS = Stream.of(',', ';', '\t')
            .map(delimiter -> COMMAS.builder().setDelimiter(delimiter).get())
            .toList();

    private static final int MAX_HEADER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** A wrong column can have as many labels as rows. */
    private static final int MAX_NAMED = 10;

    private static final int MAX_LENGTH = 40;

    private final String textColumn;
    private final String labelColumn;
    private final Set<String> rejected;

    /** @param rejected the labels of rejected comments; all others are approved */
    LabelledFile(String textColumn, String labelColumn, List<String> rejected) {
        this.textColumn = textColumn;
        this.labelColumn = labelColumn;
        this.rejected = rejected.stream().map(LabelledFile::folded).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The comments of files.
     *
     * @param leftOut the number of rows without a text or a label
     */
    record Content(List<LabelledText> texts, int leftOut) {}

    Content read(List<Path> files) {
        List<Row> rows = new ArrayList<>();
        files.forEach(file -> read(file, rows));
        List<Row> complete = rows.stream().filter(Row::isComplete).toList();
        List<LabelledText> texts = complete.stream()
                .map(row -> new LabelledText(row.text(), rejected.contains(folded(row.label())), row.file()))
                .toList();
        if (texts.stream().noneMatch(LabelledText::isRejected)) {
            throw CommandFailure.ofUsage("No comment is labelled as rejected. The labels in the column " + labelColumn
                    + " are: " + labels(complete) + ". Name those of rejected comments with --rejected");
        }
        return new Content(texts, rows.size() - complete.size());
    }

    private void read(Path file, List<Row> rows) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            CSVFormat format = format(reader);
            try (CSVParser parser = format.parse(reader)) {
                read(file, parser.iterator(), rows);
            }
        } catch (CharacterCodingException _) {
            throw notUtf8(file);
        } catch (UncheckedIOException e) {
            IOException cause = requireNonNull(e.getCause());
            throw cause instanceof CharacterCodingException
                    ? notUtf8(file)
                    : CommandFailure.of(file + " is not a CSV file: " + cause.getMessage());
        } catch (IOException e) {
            throw CommandFailure.of("Cannot read " + file + ": " + e.getMessage());
        }
    }

    private static CommandFailure notUtf8(Path file) {
        return CommandFailure.of(file + " is not UTF-8. In a spreadsheet, save it as CSV with the encoding UTF-8");
    }

    private void read(Path file, Iterator<CSVRecord> records, List<Row> rows) {
        if (!records.hasNext()) {
            throw CommandFailure.of(file + " is empty");
        }
        CSVRecord header = records.next();
        int text = column(file, header, textColumn);
        int label = column(file, header, labelColumn);
        while (records.hasNext()) {
            CSVRecord row = records.next();
            if (row.size() != header.size()) {
                throw CommandFailure.of(file + ": the record " + (row.getRecordNumber() - 1) + " has " + row.size()
                        + " columns instead of " + header.size());
            }
            if (rows.size() == MAX_COMMENTS) {
                throw CommandFailure.of(
                        "There are more than " + MAX_COMMENTS + " comments. Measure with fewer of them");
            }
            if (row.stream().anyMatch(value -> !value.isBlank())) {
                rows.add(new Row(row.get(text), row.get(label), file.toString()));
            }
        }
    }

    /** The format in which the first line has most columns. */
    private static CSVFormat format(BufferedReader reader) throws IOException {
        reader.mark(MAX_HEADER + 1);
        char[] start = new char[MAX_HEADER];
        int length = Math.max(0, reader.read(start));
        reader.reset();
        if (length > 0 && start[0] == BYTE_ORDER_MARK) {
            var _ = reader.skip(1);
        }
        String text = new String(start, 0, length);
        return FORMATS.stream()
                .max(Comparator.comparingInt(format -> columns(format, text)))
                .orElse(COMMAS);
    }

    private static int columns(CSVFormat format, String start) {
        try (CSVParser parser = format.parse(new StringReader(start))) {
            Iterator<CSVRecord> records = parser.iterator();
            return records.hasNext() ? records.next().size() : 0;
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }

    private static int column(Path file, CSVRecord header, String name) {
        return IntStream.range(0, header.size())
                .filter(i -> folded(header.get(i)).equals(folded(name)))
                .findFirst()
                .orElseThrow(() -> CommandFailure.ofUsage(file + " has no column " + name + ": its columns are "
                        + header.stream()
                                .limit(MAX_NAMED)
                                .map(LabelledFile::printable)
                                .collect(Collectors.joining(", "))));
    }

    private static String labels(List<Row> rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.forEach(row -> counts.merge(row.label().strip(), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MAX_NAMED)
                .map(entry -> printable(entry.getKey()) + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String folded(String label) {
        return FoldedText.of(label.strip()).value();
    }

    /** The start of a value without characters that could change the terminal. */
    private static String printable(String value) {
        String visible = value.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "");
        return visible.codePointCount(0, visible.length()) <= MAX_LENGTH
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, MAX_LENGTH)) + "…";
    }

    private record Row(String text, String label, String file) {

        boolean isComplete() {
            return !text.isBlank() && !label.isBlank();
        }
    }
}
