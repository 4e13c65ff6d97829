package mizan.platform;

import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * A public body as it goes over the wire, in either coding, each with a strong validator of its own (RFC 9110
 * §8.8.3.3). It is compressed once, when it is first asked for so.
 */
public final class FinishedBody {

    private enum Coding {
        /** As they are. */
        IDENTITY,
        /** Compressed. */
        GZIP
    }

    private final MediaType type;
    private final byte[] octets;
    private final Supplier<byte[]> compressed;
    private final String digest;

    private FinishedBody(MediaType type, byte[] octets, String digest) {
        this.type = type;
        this.octets = octets;
        this.compressed = SupplierUtil.memoized(this::gzip);
        this.digest = digest;
    }

    public static FinishedBody of(MediaType type, byte[] octets) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
            return new FinishedBody(
                    type,
                    octets,
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body in the coding that the client takes, or 304 if it has it already. */
    public MutableHttpResponse<?> answer(HttpRequest<?> request, String cacheControl) {
        Coding coding = acceptsGzip(request) ? Coding.GZIP : Coding.IDENTITY;
        String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        MutableHttpResponse<?> response =
                known != null && matches(known) ? HttpResponse.notModified() : content(coding);
        return response.header(HttpHeaders.ETAG, etag(coding))
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private MutableHttpResponse<?> content(Coding coding) {
        return switch (coding) {
            case IDENTITY -> HttpResponse.ok(octets).contentType(type);
            case GZIP ->
                HttpResponse.ok(compressed.get()).contentType(type).header(HttpHeaders.CONTENT_ENCODING, "gzip");
        };
    }

    private String etag(Coding coding) {
        return switch (coding) {
            case IDENTITY -> '"' + digest + '"';
            case GZIP -> '"' + digest + "-gzip\"";
        };
    }

    // If-None-Match (RFC 9110 §13.1.2): a client that has it in either coding has it.
    private boolean matches(String ifNoneMatch) {
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String tag = candidate.strip();
            String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
            if (tag.equals("*") || strong.equals(etag(Coding.IDENTITY)) || strong.equals(etag(Coding.GZIP))) {
                return true;
            }
        }
        return false;
    }

    // RFC 9110 §12.5.3, as far as one coding needs it.
    private static boolean acceptsGzip(HttpRequest<?> request) {
        String accepted = request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null) {
            return false;
        }
        for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.strip().split("\\s*;\\s*q=", 2);
            if (parts[0].equals("gzip")) {
                return parts.length == 1 || !parts[1].matches("0(\\.0*)?");
            }
        }
        return false;
    }

    private byte[] gzip() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(octets.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
