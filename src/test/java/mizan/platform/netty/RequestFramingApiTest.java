package mizan.platform.netty;

import static org.assertj.core.api.Assertions.assertThat;

import mizan.testing.RawHttp;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two servers could understand differently, and requests that are too large. */
class RequestFramingApiTest extends ServiceTest {

    private static final String SUBMIT = "POST /api/v1/sites/demo/comments HTTP/1.1~Content-Type: application/json~";
    private static final String NEXT = "GET /problems/not-found HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /en HTTP/1.1~~",
                "GET /en HTTP/1.1~Host: a~Host: a~~",
                "GET /en HTTP/1.1~Host: ~~",
                "GET /en HTTP/1.1~Host: a b~~",
                "GET /en HTTP/1.1~Host: a/b~~",
                "GET /en HTTP/1.1~Host: a:b~~",
                "GET /en HTTP/1.1~Host: u@a~~",
                "GET /en HTTP/1.1~Host: [::1~~",
                "GET /en HTTP/1.0~Host: a~Host: b~~",
                "GET /en HTTP/9.9~Host: a~~",
                "GET /en HTTP/2.0~Host: a~~",
                "GET /en~Host: a~~",
                "get /en HTTP/1.1~Host: a~~",
                "GET /en HTTP/1.1~Host : a~~",
                "GET /en HTTP/1.1~Host: a~X: 1~ 2~~",
                "GET /en HTTP/1.1~Host: a~X: 1~\t2~~",
                "GET /en HTTP/1.1\nHost: a\n\n",
                "GET /en HTTP/1.1~Host: a\nX: 1~~",
                "GET /en HTTP/1.1~Host: a~no colon~~",
                SUBMIT + "Host: a~Content-Length: 2~Transfer-Encoding: chunked~~0~~",
                SUBMIT + "Host: a~Transfer-Encoding: chunked~Content-Length: 2~~0~~",
                SUBMIT + "Host: a~Transfer-Encoding: chunked, identity~~0~~",
                SUBMIT + "Host: a~Transfer-Encoding: identity, chunked~~0~~",
                SUBMIT + "Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~",
                SUBMIT + "Host: a~Transfer-Encoding: gzip~~0~~",
                SUBMIT + "Host: a~Transfer-Encoding: xchunked~~0~~",
                "POST /api/v1/sites/demo/comments HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~",
                SUBMIT + "Host: a~Content-Length: 2~Content-Length: 3~~{}",
                SUBMIT + "Host: a~Content-Length: 2, 3~~{}",
                SUBMIT + "Host: a~Content-Length: -1~~{}",
                SUBMIT + "Host: a~Content-Length: +2~~{}",
                SUBMIT + "Host: a~Content-Length: two~~{}",
                SUBMIT + "Host: a~Transfer-Encoding: chunked~~2\n{}\r\n0~~",
                SUBMIT + "Host: a~Transfer-Encoding: chunked~~2~{}x~0~~",
                SUBMIT + "Host: a~Transfer-Encoding: chunked~~z~~"
            })
    void ambiguousRequestIsRefusedAndTheConnectionCloses(String request) {
        String responses = RawHttp.exchange(port(), request.replace("~", "\r\n") + NEXT);

        assertThat(responses)
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "/problems/malformed-request")
                .containsIgnoringCase("connection: close")
                .containsOnlyOnce("HTTP/1.1 ");
    }

    @Test
    void largeTrailersAreRefused() {
        String trailers = "X: y\r\n".repeat(200_000);

        assertThat(RawHttp.exchange(
                        port(),
                        SUBMIT.replace("~", "\r\n") + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"
                                + trailers + "\r\n" + NEXT))
                .startsWith("HTTP/1.1 400 ")
                .containsOnlyOnce("HTTP/1.1 ");
    }

    @Test
    void manyChunkExtensionsAreRefused() {
        String chunk = "1;" + "x".repeat(30_000) + "\r\n \r\n";

        assertThat(RawHttp.exchange(
                        port(),
                        SUBMIT.replace("~", "\r\n") + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + chunk.repeat(200) + "0\r\n\r\n" + NEXT))
                .startsWith("HTTP/1.1 400 ")
                .containsOnlyOnce("HTTP/1.1 ");
    }

    @Test
    void longTargetsAndHeadersHaveTheirOwnStatus() {
        assertThat(RawHttp.exchange(port(), "GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json", "/problems/uri-too-long");
        assertThat(RawHttp.exchange(port(), "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json", "/problems/headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:80", "a:", "[::1]:8080", "xn--mgbh0fb.example", "a_b.example", "127.0.0.1"})
    void validHostsAreServed(String host) {
        assertThat(RawHttp.exchange(
                        port(), "GET /problems/not-found HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void pipelinedRequestsAreAllAnsweredInOrder() {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            requests.append("GET /problems/")
                    .append(i % 2 == 0 ? "not-found" : "none")
                    .append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        String responses = RawHttp.exchange(port(), requests + NEXT);

        assertThat(responses.split("HTTP/1\\.1 404 ", -1)).hasSize(21);
        assertThat(responses.split("HTTP/1\\.1 200 ", -1)).hasSize(22);
    }
}
