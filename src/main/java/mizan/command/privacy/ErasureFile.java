package mizan.command.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.command.failure.CommandFailure;
import mizan.comment.erasure.ErasureRecord;

/** Recorded erasures as a CSV file, which is kept beside the backups. It has ids of comments, and nothing personal. */
final class ErasureFile {

    private static final String HEADER = "comment_id,text_kept,erased_on";

    private static final Pattern LINE = Pattern.compile(
            "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}),(true|false),(\\d{4}-\\d{2}-\\d{2})");

    private ErasureFile() {}

    static List<String> lines(List<ErasureRecord> records) {
        List<String> lines = new ArrayList<>(records.size() + 1);
        lines.add(HEADER);
        records.forEach(row -> lines.add("%s,%s,%s".formatted(row.commentId(), row.textKept(), row.erasedOn())));
        return lines;
    }

    /** Replaces the file as a whole: a reader never finds a part of it. */
    static void write(Path file, List<ErasureRecord> records) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path written = Files.createTempFile(folder, ".erasures", ".csv");
            try {
                Files.write(written, lines(records));
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws CommandFailure if a line is invalid, before anything is done */
    static List<ErasureRecord> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw CommandFailure.of("Not a file of `mizan erasures export`: " + file);
        }
        List<ErasureRecord> records = new ArrayList<>(lines.size());
        for (int i = 1; i < lines.size(); i++) {
            int number = i + 1;
            records.add(parse(lines.get(i))
                    .orElseThrow(() -> CommandFailure.of(
                            "Line %d of %s is not a recorded erasure. Nothing was erased.".formatted(number, file))));
        }
        return records;
    }

    private static Optional<ErasureRecord> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ErasureRecord(
                    UUID.fromString(matcher.group(1)),
                    Boolean.parseBoolean(matcher.group(2)),
                    LocalDate.parse(matcher.group(3))));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
