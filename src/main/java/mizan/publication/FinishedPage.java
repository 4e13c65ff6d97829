package mizan.publication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * A page as it goes over the wire, in either coding, each with a strong validator of its own (RFC 9110 §8.8.3.3).
 *
 * @param json UTF-8
 * @param digest what the validators are made of
 */
@SuppressWarnings("ArrayRecordComponent") // finished bytes; never compared
record FinishedPage(byte[] json, String digest) {

    /** How its octets are written. */
    enum Coding {
        /** As they are. */
        IDENTITY,
        /** Compressed. */
        GZIP
    }

    static FinishedPage of(byte[] json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return new FinishedPage(
                    json,
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] octets(Coding coding) {
        return switch (coding) {
            case IDENTITY -> json;
            case GZIP -> gzip();
        };
    }

    String etag(Coding coding) {
        return switch (coding) {
            case IDENTITY -> '"' + digest + '"';
            case GZIP -> '"' + digest + "-gzip\"";
        };
    }

    /** Whether a client that sent this If-None-Match (RFC 9110 §13.1.2) has the page, in either coding. */
    boolean matches(String ifNoneMatch) {
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String tag = candidate.strip();
            String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
            if (tag.equals("*") || strong.equals(etag(Coding.IDENTITY)) || strong.equals(etag(Coding.GZIP))) {
                return true;
            }
        }
        return false;
    }

    private byte[] gzip() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(json.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
