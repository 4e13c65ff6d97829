package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Responses from the event loop equal those of the framework, header by header. */
class EventLoopApiTest extends ServiceTest {

    private static final List<String> TARGETS = List.of(
            "/api/v1/sites/demo/comments?article=market-scales",
            "/api/v1/sites/demo/comments?article=market%2Dscales&order=newest&limit=1",
            "/api/v1/sites/demo/counts?article=market-scales&article=none");

    private static final List<String> CODINGS = List.of("", "gzip", "br, GZIP;q=0.5", "gzip;q=0", "identity", "*");
    private static final List<String> ORIGINS = List.of("", "https://demo.example", "https://herald.example", "null");

    @Test
    void eventLoopResponseEqualsFrameworkResponse() {
        await().until(() -> bean(ChangeCounter.class).isUpToDate());
        approved(Sample.submission());
        for (String target : TARGETS) {
            String etag = get(target).header("ETag");
            String compressed = get(target, "Accept-Encoding", "gzip").header("ETag");
            for (String ifNoneMatch :
                    List.of("", "*", etag, "W/" + etag, compressed, "\"a\", " + compressed, "\"a\"")) {
                for (String coding : CODINGS) {
                    for (String origin : ORIGINS) {
                        List<String> headers = new ArrayList<>();
                        add(headers, "If-None-Match", ifNoneMatch);
                        add(headers, "Accept-Encoding", coding);
                        add(headers, "Origin", origin);
                        Answer eventLoop = get(target, headers.toArray(String[]::new));
                        // A request with a cookie is passed on to the framework.
                        add(headers, "Cookie", "passed=on");
                        Answer framework = get(target, headers.toArray(String[]::new));

                        assertThat(describe(eventLoop))
                                .as("%s %s", target, headers)
                                .isEqualTo(describe(framework));
                    }
                }
            }
        }
    }

    @Test
    void headHasTheHeadersOfGetWithoutBody() {
        approved(Sample.submission());
        String target = TARGETS.getFirst();
        Answer get = get(target);

        Answer head = send("HEAD", target, "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    }

    @Test
    void managementPortDoesNotServeComments() {
        approved(Sample.submission());
        get(TARGETS.getFirst());
        get(TARGETS.getFirst());

        assertThat(getManagement(TARGETS.getFirst()).status()).isEqualTo(404);
    }

    private static void add(List<String> headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.add(name);
            headers.add(value);
        }
    }

    private static String describe(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            // The framework adds the id of the request.
            if (!List.of("date", "x-request-id").contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        return answer.status() + " " + headers + " " + answer.body();
    }
}
