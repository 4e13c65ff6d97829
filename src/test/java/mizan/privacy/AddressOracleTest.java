package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mizan.site.PublicApi;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Answers to the public do not depend on whether an address has commented before. */
class AddressOracleTest extends ServiceTest {

    private static final String KNOWN = "known.person@example.org";
    private static final String OTHER = "other.person@example.org";

    @Test
    void submissionsOfKnownAndUnknownAddressesAreAnsweredAlike() {
        Map<String, Object> first = Sample.submission("email", KNOWN);
        String parent = approved(first);
        submitted(Sample.submission("email", KNOWN));
        // Later than the time in which the same client gets its first answer again.
        bean(MutableClock.class).advance(Duration.ofMinutes(11));

        Map<String, Map<String, Object>> cases = new TreeMap<>(Map.of(
                "new text", Sample.submission(),
                "the text of a known address", first,
                "a reply", Sample.reply(parent),
                "a reply to nothing", Sample.reply("01999999-0000-7000-8000-000000000000"),
                "no text", Sample.submission("body", ""),
                "no name", Sample.submission("name", ""),
                "honeypot", Sample.submission("website", "https://spam.example"),
                "no article", Sample.without("article")));
        cases.forEach((name, submission) -> {
            Answer known = submit(Sample.with(submission, "email", KNOWN));
            Answer other = submit(Sample.with(submission, "email", OTHER));
            assertThat(shape(other)).as(name).isEqualTo(shape(known));
            Map<String, Object> own = new HashMap<>(submission);
            own.put("body", submission.get("body") + ("".equals(submission.get("body")) ? "" : " by form"));
            assertThat(shape(form(own, OTHER))).as(name + ", form").isEqualTo(shape(form(own, KNOWN)));
        });

        assertThat(shape(submit(Sample.submission("email", OTHER), "Idempotency-Key", "k")))
                .isEqualTo(shape(submit(Sample.submission("email", KNOWN), "Idempotency-Key", "k")));
    }

    @Test
    void receiptsOfKnownAndUnknownAddressesAreAlike() {
        approved(Sample.submission("email", KNOWN));
        Answer known = submit(Sample.submission("email", KNOWN));
        Answer other = submit(Sample.submission("email", OTHER));

        assertThat(shape(get(other.header("Location")))).isEqualTo(shape(get(known.header("Location"))));
        String page = "/receipts/";
        assertThat(shape(get(page + other.json().path("receipt").asText(), "Accept", "text/html")))
                .isEqualTo(shape(get(page + known.json().path("receipt").asText(), "Accept", "text/html")));
    }

    @Test
    void noPublicRouteLooksAnAddressUp() {
        String id = approved(Sample.submission("email", KNOWN));
        List<UriRouteInfo<?, ?>> routes = bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(PublicApi.class))
                .filter(route -> route.getHttpMethodName().equals("GET"))
                .<UriRouteInfo<?, ?>>map(route -> route)
                .toList();

        assertThat(routes).hasSizeGreaterThan(5).allSatisfy(route -> {
            String path = route.getUriMatchTemplate()
                    .toString()
                    .replace("{site}", "demo")
                    .replace("{id}", id)
                    .replaceAll("\\{\\w+}", "none");
            for (String parameter : List.of("article", "email", "author", "q")) {
                String query = "?" + (parameter.equals("article") ? "" : "article=a&") + parameter + "=";
                assertThat(shape(get(path + query + OTHER)))
                        .as(path + query)
                        .isEqualTo(shape(get(path + query + KNOWN)));
            }
        });
    }

    private static Answer form(Map<String, Object> submission, String email) {
        StringBuilder body = new StringBuilder("email=" + encoded(email));
        submission.forEach((name, value) -> {
            if (!name.equals("email")) {
                body.append('&').append(name).append('=').append(encoded(value.toString()));
            }
        });
        return send("POST", "/sites/demo/comments", body.toString(), "Content-Type", FORM, "Accept", "text/html");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Status, header fields and body, without what differs between any two answers: the address itself, ids, receipts, times, and the numbers of samples. */
    private static String shape(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("etag");
        headers.remove("age");
        return (answer.status() + " " + headers + " " + answer.body())
                .replace(encoded(OTHER), "@")
                .replace(encoded(KNOWN), "@")
                .replace(OTHER, "@")
                .replace(KNOWN, "@")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}", "id")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "time")
                .replaceAll("(شكرًا لكم\\.) \\d+", "$1");
    }
}
