package mizan.transfer.export;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Format of an export. */
public enum ExportFormat {
    /** The archive: NDJSON with everything, which imports again without loss. */
    MIZAN("application/x-ndjson", "ndjson"),
    /** A table for spreadsheets. */
    CSV("text/csv; charset=utf-8", "csv"),
    /** WordPress eXtended RSS, which the importer of WordPress reads. */
    WXR("application/xml", "xml");

    private final String mediaType;
    private final String extension;

    ExportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The format with this name in requests, such as {@code csv}. */
    public static Optional<ExportFormat> find(String name) {
        return Stream.of(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    /** The extension of a file's name, without the dot. */
    public String extension() {
        return extension;
    }
}
