package mizan.publication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * A page as it goes over the wire, in both its codings, each with a strong validator of its own (RFC 9110 §8.8.3.3).
 *
 * @param json UTF-8
 * @param gzip the same, compressed
 * @param digest what the validators are made of
 */
@SuppressWarnings("ArrayRecordComponent") // finished bytes; never compared
record FinishedPage(byte[] json, byte[] gzip, String digest) {

    private static final String GZIP_SUFFIX = "-gzip";

    static FinishedPage of(byte[] json) {
        try {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(json.length / 3 + 64);
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(json);
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return new FinishedPage(
                    json,
                    compressed.toByteArray(),
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String etag(boolean isGzip) {
        return '"' + digest + (isGzip ? GZIP_SUFFIX : "") + '"';
    }

    /** Whether a client that sent this If-None-Match (RFC 9110 §13.1.2) has the page, in either coding. */
    boolean matches(String ifNoneMatch) {
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String tag = candidate.strip();
            String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
            if (tag.equals("*") || strong.equals(etag(false)) || strong.equals(etag(true))) {
                return true;
            }
        }
        return false;
    }
}
