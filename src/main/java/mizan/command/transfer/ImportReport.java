package mizan.command.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import mizan.transfer.Import;
import mizan.transfer.ImportFailure;
import mizan.transfer.Imports;
import mizan.transfer.Omission;
import mizan.transfer.OmissionCount;
import mizan.transfer.source.OmissionReason;

/** The report of an import. It contains numbers, lines and ids; no address, name or text. */
record ImportReport(Imports imports, Import result) {

    private static final int PAGE = 1_000;

    // Only ASCII, so that the encoding of the terminal does not matter.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    void print(PrintWriter out) {
        forEachOmission(row -> out.printf(
                "Left out: line %d, id %s: %s%n",
                row.line(), row.sourceId() == null ? "-" : row.sourceId(), text(row.reason())));
        out.printf("Read:         %d%n", result.read());
        out.printf(result.dryRun() ? "Would import: %d%n" : "Imported:     %d%n", result.imported());
        out.printf("Already here: %d%n", result.existing());
        out.printf("Left out:     %d%n", result.leftOut());
        for (OmissionCount count : imports.countOmissions(result.id())) {
            out.printf("  %d: %s%n", count.rows(), text(count.reason()));
        }
        if (result.placeholders() > 0) {
            out.printf("Placeholders for missing parents: %d%n", result.placeholders());
        }
        if (result.failure() != null) {
            out.println(text(result.failure()));
        }
        out.flush();
    }

    private String text(ImportFailure failure) {
        return switch (failure) {
            case INVALID_FILE ->
                "Stopped at line %d, column %d: %s. All rows before it were imported."
                        .formatted(result.failureLine(), result.failureColumn(), result.failureDetail());
            case FILE_ENDED -> "The file ended early. All rows before were imported.";
            case INTERRUPTED, UNAVAILABLE -> "The import was interrupted. The same command continues it.";
        };
    }

    void printJson(PrintWriter out) {
        try {
            JsonGenerator json = JSON.createGenerator(out);
            json.writeStartObject();
            json.writeStringField("id", result.id().toString());
            json.writeStringField("site", result.site());
            json.writeStringField("format", result.format());
            json.writeBooleanField("dryRun", result.dryRun());
            json.writeStringField("state", result.state().name());
            json.writeNumberField("read", result.read());
            json.writeNumberField("imported", result.imported());
            json.writeNumberField("existing", result.existing());
            json.writeNumberField("leftOut", result.leftOut());
            json.writeNumberField("placeholders", result.placeholders());
            json.writeObjectFieldStart("reasons");
            for (OmissionCount count : imports.countOmissions(result.id())) {
                json.writeNumberField(count.reason().name(), count.rows());
            }
            json.writeEndObject();
            if (result.failure() != null) {
                json.writeObjectFieldStart("failure");
                json.writeStringField("kind", result.failure().name());
                json.writeObjectField("line", result.failureLine());
                json.writeObjectField("column", result.failureColumn());
                json.writeStringField("detail", result.failureDetail());
                json.writeEndObject();
            }
            json.writeArrayFieldStart("omissions");
            forEachOmission(row -> write(json, row));
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator json, Omission row) {
        try {
            json.writeStartObject();
            json.writeNumberField("line", row.line());
            json.writeStringField("id", row.sourceId());
            json.writeStringField("reason", row.reason().name());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forEachOmission(Consumer<Omission> row) {
        List<Omission> page = imports.omissions(result.id(), 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(row);
            page = imports.omissions(result.id(), page.getLast().number(), PAGE);
        }
    }

    private static String text(OmissionReason reason) {
        return switch (reason) {
            case PINGBACK -> "a pingback or trackback";
            case OTHER_KIND -> "no comment, but another kind of row";
            case NO_ID -> "it has no usable id";
            case REPEATED_ID -> "another row has the same id";
            case NO_TEXT -> "it has no text";
            case TEXT_TOO_LONG -> "its text has more than 160,000 bytes";
            case NO_TIME -> "it has no usable time";
            case NO_ARTICLE -> "its article has no usable address";
            case FOREIGN_ARTICLE -> "its article is not on the site: use --origin or --url-map";
            case MALFORMED -> "it is malformed";
        };
    }
}
