package mizan.transfer.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;

/** The archive format: UTF-8, one JSON object a line, each line ended by a line feed. */
public final class ArchiveFormat {

    /** In the first line. */
    public static final String NAME = "mizan";

    /** Raised by a change that an older reader would misunderstand. */
    public static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final ObjectReader READER = JSON.readerFor(ArchiveLine.class);

    private static final ObjectWriter WRITER = JSON.writerFor(ArchiveLine.class);

    private ArchiveFormat() {}

    /** Writes one line. */
    public static void write(OutputStream out, ArchiveLine line) throws IOException {
        WRITER.writeValue(out, line);
        out.write('\n');
    }
}
