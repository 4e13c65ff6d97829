package mizan.command.screening;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mizan.command.failure.CommandFailure;
import mizan.screening.classifier.LabelledText;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads texts with labels from CSV files.
 *
 * @param rejected the label of rejected comments; all others are approved
 */
record LabelledFile(String textColumn, String labelColumn, String rejected) {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    List<LabelledText> read(List<Path> files) {
        List<LabelledText> texts = new ArrayList<>();
        files.forEach(file -> texts.addAll(read(file)));
        return texts;
    }

    private List<LabelledText> read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.parse(reader)) {
            for (String column : List.of(textColumn, labelColumn)) {
                if (!parser.getHeaderMap().containsKey(column)) {
                    throw CommandFailure.ofUsage(file + " has no column " + column + ": its columns are "
                            + String.join(", ", parser.getHeaderNames()));
                }
            }
            List<LabelledText> texts = new ArrayList<>();
            for (CSVRecord row : parser) {
                if (!row.isConsistent()) {
                    throw CommandFailure.of(file + ": the record " + row.getRecordNumber() + " has " + row.size()
                            + " columns instead of " + parser.getHeaderNames().size());
                }
                texts.add(new LabelledText(
                        row.get(textColumn), row.get(labelColumn).equals(rejected), file.toString()));
            }
            return texts;
        } catch (MalformedInputException _) {
            throw CommandFailure.of(file + " is not UTF-8");
        } catch (CSVException e) {
            throw CommandFailure.of(file + " is not a CSV file: " + e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.of("Cannot read " + file + ": " + e.getMessage());
        }
    }
}
