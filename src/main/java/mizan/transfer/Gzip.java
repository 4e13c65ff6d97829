package mizan.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/** Recognises files that are compressed with gzip (RFC 1952). */
final class Gzip {

    private static final int BUFFER = 64 << 10;
    private static final int ID1 = 0x1F;
    private static final int ID2 = 0x8B;

    private Gzip() {}

    /** The content of a file, compressed or not. */
    static InputStream uncompressed(InputStream file) throws IOException {
        PushbackInputStream start = new PushbackInputStream(file, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean isCompressed = magic.length == 2 && (magic[0] & 0xFF) == ID1 && (magic[1] & 0xFF) == ID2;
        return isCompressed ? new GZIPInputStream(start, BUFFER) : new BufferedInputStream(start, BUFFER);
    }
}
