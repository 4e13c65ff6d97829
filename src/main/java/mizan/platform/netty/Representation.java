package mizan.platform.netty;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.netty.util.AsciiString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mizan.platform.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A public body as it goes over the wire, in either coding, each with a strong validator of its own (RFC 9110
 * §8.8.3.3). It is compressed once, when it is first asked for so. Whatever is said about it is said here, whether the
 * framework answers or the event loop does.
 */
public final class Representation {

    private static final Pattern NOT_ACCEPTABLE = Pattern.compile(";\\s*q=0(\\.0*)?\\s*", Pattern.CASE_INSENSITIVE);

    private final String cacheControl;
    private final MediaType type;
    private final String plainTag;
    private final String compressedTag;
    private final Variant plain;
    private volatile @Nullable Variant compressed;

    private Representation(MediaType type, byte[] bytes, String digest, String cacheControl) {
        this.type = type;
        this.plainTag = '"' + digest + '"';
        this.compressedTag = '"' + digest + "-gzip\"";
        this.cacheControl = cacheControl;
        this.plain = variant(bytes, Coding.IDENTITY);
    }

    /** @param cacheControl for how long caches may answer for us */
    public static Representation of(MediaType type, byte[] bytes, String cacheControl) {
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(bytes));
        return new Representation(type, bytes, digest.substring(0, 22), cacheControl);
    }

    /** The body in the coding that the client takes, or 304 if it has it already. */
    public MutableHttpResponse<?> response(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        PreparedResponse reply = acceptsGzip(headers.get(HttpHeaders.ACCEPT_ENCODING))
                ? reply(compressed(), headers.get(HttpHeaders.IF_NONE_MATCH))
                : reply(plain, headers.get(HttpHeaders.IF_NONE_MATCH));
        MutableHttpResponse<?> response =
                reply.isNotModified() ? HttpResponse.notModified() : HttpResponse.ok(reply.bytes());
        reply.fields().forEach(field -> response.header(field.name(), field.value()));
        return response;
    }

    /** The same, unless it would have to be compressed first. */
    @Nullable PreparedResponse prepared(@Nullable String acceptEncoding, @Nullable String ifNoneMatch) {
        @Nullable Variant variant = acceptsGzip(acceptEncoding) ? compressed : plain;
        return variant == null ? null : reply(variant, ifNoneMatch);
    }

    /** How much memory it takes, in bytes, in both codings. */
    public int memoryBytes() {
        int length = plain.whole.bytes().length;
        return length + length / 2;
    }

    private PreparedResponse reply(Variant variant, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null && matches(ifNoneMatch) ? variant.known : variant.whole;
    }

    private Variant compressed() {
        Variant found = compressed;
        if (found == null) {
            found = variant(gzip(plain.whole.bytes()), Coding.GZIP);
            compressed = found;
        }
        return found;
    }

    private Variant variant(byte[] bytes, Coding coding) {
        List<HeaderField> about = List.of(
                HeaderField.of(HttpHeaders.ETAG, etag(coding)),
                HeaderField.of(HttpHeaders.CACHE_CONTROL, cacheControl),
                HeaderField.of(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING));
        List<HeaderField> content = switch (coding) {
            case IDENTITY -> List.of(HeaderField.of(HttpHeaders.CONTENT_TYPE, type.toString()));
            case GZIP ->
                List.of(
                        HeaderField.of(HttpHeaders.CONTENT_TYPE, type.toString()),
                        HeaderField.of(HttpHeaders.CONTENT_ENCODING, "gzip"));
        };
        List<HeaderField> all = Stream.concat(content.stream(), about.stream()).toList();
        return new Variant(new PreparedResponse(false, all, bytes), new PreparedResponse(true, about, new byte[0]));
    }

    private String etag(Coding coding) {
        return switch (coding) {
            case IDENTITY -> plainTag;
            case GZIP -> compressedTag;
        };
    }

    // If-None-Match (RFC 9110 §13.1.2): a client that has it in either coding has it.
    private boolean matches(String ifNoneMatch) {
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String tag = candidate.strip();
            String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
            if (tag.equals("*") || strong.equals(plainTag) || strong.equals(compressedTag)) {
                return true;
            }
        }
        return false;
    }

    // RFC 9110 §12.5.3, as far as one coding needs it.
    private static boolean acceptsGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String coding : accepted.split(",", -1)) {
            int weight = coding.indexOf(';');
            String name = weight < 0 ? coding : coding.substring(0, weight);
            if (name.strip().equalsIgnoreCase("gzip")) {
                return weight < 0
                        || !NOT_ACCEPTABLE.matcher(coding.substring(weight)).matches();
            }
        }
        return false;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private enum Coding {
        /** As they are. */
        IDENTITY,
        /** Compressed. */
        GZIP
    }

    /** One coding, for who has not seen it and for who has. */
    private record Variant(PreparedResponse whole, PreparedResponse known) {}

    /**
     * What is sent.
     *
     * @param isNotModified 304 rather than 200
     * @param bytes none with a 304
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record PreparedResponse(boolean isNotModified, List<HeaderField> fields, byte[] bytes) {}

    /** One header field, as the codec writes it fastest. */
    record HeaderField(AsciiString name, AsciiString value) {

        private static HeaderField of(String name, String value) {
            return new HeaderField(AsciiString.cached(name), AsciiString.cached(value));
        }
    }
}
