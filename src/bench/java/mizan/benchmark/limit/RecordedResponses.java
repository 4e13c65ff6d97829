package mizan.benchmark.limit;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The responses of the service for one page: plain, compressed and not modified. */
public record RecordedResponses(Variant plain, Variant gzip, Variant notModified) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static RecordedResponses of(URI page) {
        Variant plain = fetch(page);
        return new RecordedResponses(
                plain, fetch(page, "Accept-Encoding", "gzip"), fetch(page, "If-None-Match", etag(plain)));
    }

    public static String etag(Variant response) {
        return response.headers().get(HttpHeaderNames.ETAG);
    }

    public static Variant fetch(URI page, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(page);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            HttpHeaders received = new DefaultHttpHeaders();
            response.headers().map().forEach(received::set);
            return new Variant(response.statusCode(), received, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One response. */
    @SuppressWarnings("ArrayRecordComponent") // sent as they are; never compared
    public record Variant(int status, HttpHeaders headers, byte[] body) {}
}
