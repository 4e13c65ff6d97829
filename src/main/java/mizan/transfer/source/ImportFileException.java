package mizan.transfer.source;

import java.io.IOException;

/** The rest of a file cannot be read. The message says why, without any content of the file. */
public final class ImportFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long line;
    private final long column;

    /**
     * @param line from 1
     * @param column from 1; 0 if it is unknown
     * @param message a short sentence without content of the file
     */
    public ImportFileException(long line, long column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    public long line() {
        return line;
    }

    public long column() {
        return column;
    }
}
