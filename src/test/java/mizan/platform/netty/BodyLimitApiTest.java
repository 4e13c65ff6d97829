package mizan.platform.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mizan.platform.http.request.BodyLimit;
import mizan.testing.Postgres;
import mizan.testing.RawHttp;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class BodyLimitApiTest extends ServiceTest {

    private static final String SUBMISSIONS = "/api/v1/sites/demo/comments";
    private static final String FORM_ROUTE = "/sites/demo/comments";

    /** Routes with a limit of their own. An addition to this list is a decision about memory. */
    private static final Map<String, Integer> LIMITS = Map.of(
            "POST /api/v1/sites/{site}/comments", BodyLimit.SUBMISSION,
            "POST /sites/{site}/comments", BodyLimit.SUBMISSION,
            "POST /api/v1/sites/{site}/comments/{id}/notices", BodyLimit.SUBMISSION,
            "POST /sites/{site}/comments/{id}/notice", BodyLimit.SUBMISSION,
            "POST /api/v1/moderation/decisions", BodyLimit.DECISIONS,
            "POST /api/v1/moderation/screening/backtest", BodyLimit.SCREENING_RULES,
            "POST /console/screening/rules", BodyLimit.SCREENING_RULES,
            "PUT /api/v1/moderation/screening/rules", BodyLimit.SCREENING_RULES,
            "POST /api/v1/imports", BodyLimit.STREAMED);

    @Test
    void routesHaveTheDefaultLimitUnlessTheyAreListed() {
        Map<String, Integer> limits = new TreeMap<>();
        bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .forEach(route -> route.getAnnotationMetadata()
                        .intValue(BodyLimit.class)
                        .ifPresent(limit ->
                                limits.put(route.getHttpMethodName() + " " + route.getUriMatchTemplate(), limit)));

        assertThat(limits).isEqualTo(LIMITS);
    }

    @Test
    void largestCommentsAreAccepted() {
        String family = "👨‍👩‍👧‍👦".repeat(2_500);
        String vowelled = "بِّ".repeat(5_000);

        assertThat(submit(Sample.submission("body", family)).status()).isEqualTo(202);
        assertThat(submit(Sample.submission("body", vowelled)).status()).isEqualTo(202);
        assertThat(send(
                                "POST",
                                FORM_ROUTE,
                                "name=A&email=a%40example.org&article=a&body="
                                        + java.net.URLEncoder.encode(vowelled, StandardCharsets.UTF_8),
                                "Content-Type",
                                FORM)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void bodyOverTheLimitOfItsRouteIsRefused() {
        Map<String, Integer> limits = Map.of(
                SUBMISSIONS,
                BodyLimit.SUBMISSION,
                "/api/v1/moderation/decisions",
                BodyLimit.DECISIONS,
                "/api/v1/tokens",
                BodyLimit.DEFAULT);

        limits.forEach((path, limit) -> {
            assertThat(send("POST", path, " ".repeat(limit), "Content-Type", JSON, "Authorization", admin())
                            .status())
                    .as(path)
                    .isEqualTo(400);
            assertThat(send("POST", path, " ".repeat(limit + 1), "Content-Type", JSON, "Authorization", admin())
                            .problem())
                    .as(path)
                    .isEqualTo("413 application/problem+json /problems/too-large");
        });
    }

    @Test
    void chunkedBodyOverTheLimitIsRefusedWhileItArrives() {
        String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";

        assertThat(RawHttp.exchange(
                        port(),
                        "POST /api/v1/tokens HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3)))
                .startsWith("HTTP/1.1 413 ")
                .contains("/problems/too-large");
    }

    @Test
    void declaredLengthOverTheLimitIsRefusedBeforeTheBody() {
        assertThat(RawHttp.exchange(
                        port(),
                        "POST " + SUBMISSIONS + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                + "Connection: close\r\nContent-Length: 524289\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void truncatedBodyIsNotStored() {
        assertThat(RawHttp.exchange(
                        port(),
                        "POST " + FORM_ROUTE + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + FORM
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "30\r\nname=A&email=a%40example.org&article=a&body=short\r\nbroken"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @Test
    void memoryOfLargeRequestsIsBoundedAndReleased() {
        ConnectionLimits limits = bean(ConnectionLimits.class);
        String body = json(Sample.submission("body", "x".repeat(20_000)));
        assertThat(limits.reserve(ConnectionLimits.MAX_REQUEST_BYTES)).isTrue();
        try {
            assertThat(send("POST", SUBMISSIONS, body, "Content-Type", JSON).problem())
                    .isEqualTo("503 application/problem+json /problems/unavailable");
            assertThat(send("POST", FORM_ROUTE, "x".repeat(20_000), "Content-Type", FORM, "Accept", "text/html")
                            .body())
                    .contains("لم يصل تعليقك كاملًا", "استخدم زر الرجوع في متصفحك");
            assertThat(submit(Sample.submission()).status()).isEqualTo(202);
        } finally {
            limits.release(ConnectionLimits.MAX_REQUEST_BYTES);
        }

        List.of(1, 2, 3).forEach(_ -> send("POST", SUBMISSIONS, body, "Content-Type", JSON));
        await().until(() -> limits.requestBytes() == 0);
    }
}
