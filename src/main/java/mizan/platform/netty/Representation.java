package mizan.platform.netty;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
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
 * A representation of a public resource (RFC 9110 §3.2) with its header fields: uncompressed and as gzip, each with its
 * own strong ETag (RFC 9110 §8.8.3.3). It is compressed once, for the first request that accepts gzip. Micronaut and
 * the event loop send the same fields.
 */
public final class Representation {

    private static final Pattern NOT_ACCEPTABLE = Pattern.compile(";\\s*q=0(\\.0*)?\\s*", Pattern.CASE_INSENSITIVE);

    private static final HeaderField VARY =
            new HeaderField(HttpHeaderNames.VARY, new AsciiString(HttpHeaders.ACCEPT_ENCODING));
    private static final HeaderField GZIP_ENCODING =
            new HeaderField(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);

    private final Storage storage;
    private final HeaderField cacheControl;
    private final HeaderField type;
    private final String identityTag;
    private final String gzipTag;
    private final Variant identity;
    private volatile @Nullable Variant gzip;

    private Representation(MediaType type, byte[] bytes, String cacheControl, Storage storage) {
        String digest = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(bytes))
                .substring(0, 22);
        this.storage = storage;
        this.type = new HeaderField(HttpHeaderNames.CONTENT_TYPE, new AsciiString(type.toString()));
        this.identityTag = '"' + digest + '"';
        this.gzipTag = '"' + digest + "-gzip\"";
        this.cacheControl = new HeaderField(HttpHeaderNames.CACHE_CONTROL, new AsciiString(cacheControl));
        this.identity = variant(bytes, Coding.IDENTITY);
    }

    /** @param cacheControl the value of the Cache-Control field */
    public static Representation of(MediaType type, byte[] bytes, String cacheControl) {
        return new Representation(type, bytes, cacheControl, Storage.HEAP);
    }

    /**
     * A representation that exists once and never changes. All its responses share a buffer outside the heap. Other
     * responses are copied there, and each copy waits until its client has read it.
     */
    public static Representation fixed(MediaType type, byte[] bytes, String cacheControl) {
        return new Representation(type, bytes, cacheControl, Storage.SHARED);
    }

    /** The response in a coding that the client accepts; 304 if the client has the representation already. */
    public MutableHttpResponse<?> response(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        PreparedResponse prepared = acceptsGzip(headers.get(HttpHeaders.ACCEPT_ENCODING))
                ? prepared(compressed(), headers.get(HttpHeaders.IF_NONE_MATCH))
                : prepared(identity, headers.get(HttpHeaders.IF_NONE_MATCH));
        MutableHttpResponse<?> response =
                prepared.isNotModified() ? HttpResponse.notModified() : HttpResponse.ok(prepared.content());
        prepared.fields().forEach(field -> response.header(field.name(), field.value()));
        return response;
    }

    /** The response to a request with these fields; null if the representation would have to be compressed first. */
    @Nullable PreparedResponse prepared(@Nullable String acceptEncoding, @Nullable String ifNoneMatch) {
        @Nullable Variant variant = acceptsGzip(acceptEncoding) ? gzip : identity;
        return variant == null ? null : prepared(variant, ifNoneMatch);
    }

    /** An upper bound of the memory of both bodies, in bytes. Text of a client's choice may not be compressible. */
    public int memoryBytes() {
        return 2 * identity.ok.bytes().length;
    }

    private PreparedResponse prepared(Variant variant, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null && matches(ifNoneMatch) ? variant.notModified : variant.ok;
    }

    private Variant compressed() {
        Variant found = gzip;
        if (found == null) {
            found = variant(gzip(identity.ok.bytes()), Coding.GZIP);
            gzip = found;
        }
        return found;
    }

    private Variant variant(byte[] bytes, Coding coding) {
        List<HeaderField> metadata =
                List.of(new HeaderField(HttpHeaderNames.ETAG, new AsciiString(etag(coding))), cacheControl, VARY);
        List<HeaderField> content = switch (coding) {
            case IDENTITY -> List.of(type);
            case GZIP -> List.of(type, GZIP_ENCODING);
        };
        List<HeaderField> all =
                Stream.concat(content.stream(), metadata.stream()).toList();
        @Nullable ByteBuf shared = switch (storage) {
            case HEAP -> null;
            case SHARED -> sharedBuffer(bytes);
        };
        return new Variant(
                new PreparedResponse(false, all, bytes, shared),
                new PreparedResponse(true, metadata, new byte[0], null));
    }

    // A derived buffer, because the original is not safe for several event loops at once.
    private static ByteBuf sharedBuffer(byte[] bytes) {
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).duplicate());
    }

    private String etag(Coding coding) {
        return switch (coding) {
            case IDENTITY -> identityTag;
            case GZIP -> gzipTag;
        };
    }

    // If-None-Match (RFC 9110 §13.1.2). Both codings have the same content, so either tag matches.
    private boolean matches(String ifNoneMatch) {
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String tag = candidate.strip();
            String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
            if (tag.equals("*") || strong.equals(identityTag) || strong.equals(gzipTag)) {
                return true;
            }
        }
        return false;
    }

    // Accept-Encoding (RFC 9110 §12.5.3), reduced to gzip.
    /** Whether a field Accept-Encoding has gzip. */
    public static boolean acceptsGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String coding : accepted.split(",", -1)) {
            int parameters = coding.indexOf(';');
            String name = parameters < 0 ? coding : coding.substring(0, parameters);
            if (name.strip().equalsIgnoreCase("gzip")) {
                return parameters < 0
                        || !NOT_ACCEPTABLE.matcher(coding.substring(parameters)).matches();
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

    private enum Storage {
        /** The body is an array, which is copied for each response. */
        HEAP,
        /** The body is a direct buffer, which all responses share. */
        SHARED
    }

    private enum Coding {
        /** Uncompressed. */
        IDENTITY,
        /** Compressed with gzip. */
        GZIP
    }

    /** The responses 200 and 304 in one coding. */
    private record Variant(PreparedResponse ok, PreparedResponse notModified) {}

    /**
     * A response that is ready to be sent.
     *
     * @param isNotModified whether the status is 304 instead of 200
     * @param bytes the body; empty with 304
     * @param shared the body as a buffer that is never released; null if each response has a copy
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record PreparedResponse(
            boolean isNotModified,
            List<HeaderField> fields,
            byte[] bytes,
            @Nullable ByteBuf shared) {

        private Object content() {
            return shared == null ? bytes : shared.duplicate();
        }
    }

    /** A header field, with the string type that Netty encodes fastest. */
    record HeaderField(AsciiString name, AsciiString value) {}
}
