package mizan.transfer.source;

import java.io.IOException;
import java.io.InputStream;

/** Reader of one format. Every bean of this type is a format of {@code mizan import}. */
public interface CommentSource {

    /** The name of the format in commands, requests and reports, such as {@code wordpress}. */
    String format();

    /**
     * Reads a file from its start to its end, in memory that does not depend on the size of the file. Each row of the file is
     * either passed to {@link CommentSink#add}, or to {@link CommentSink#leaveOut}. Comments may come before their parents.
     *
     * @param file the uncompressed file; the caller closes it
     * @throws ImportFileException if the rest of the file cannot be read; all rows that were passed on before remain
     *     valid
     * @throws IOException if the stream fails
     */
    void read(InputStream file, CommentSink sink) throws IOException;
}
