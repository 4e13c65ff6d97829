package mizan.bench;

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

/** What the service has answered to the three ways of asking for a page. */
record Recorded(Part plain, Part gzip, Part notModified) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Recorded of(URI page) {
        Part plain = ask(page);
        return new Recorded(plain, ask(page, "Accept-Encoding", "gzip"), ask(page, "If-None-Match", tag(plain)));
    }

    static String tag(Part page) {
        return page.headers().get(HttpHeaderNames.ETAG);
    }

    static Part ask(URI page, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(page);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            HttpHeaders received = new DefaultHttpHeaders();
            answer.headers().map().forEach(received::set);
            return new Part(answer.statusCode(), received, answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One answer. */
    @SuppressWarnings("ArrayRecordComponent") // bytes to be sent; never compared
    record Part(int status, HttpHeaders headers, byte[] body) {}
}
