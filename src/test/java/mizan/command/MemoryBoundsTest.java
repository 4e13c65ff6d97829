package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Outsiders fill everything that remembers their input, in the heap that the image has in a container with 512 MiB. */
class MemoryBoundsTest extends ProcessTest {

    private static final String SITE = "/api/v1/sites/gazette";
    private static final String PASSWORD = "open sesame open sesame";
    private static final int CLIENTS = 16;

    @Test
    void filledCachesLeaveMemoryForSignIns() throws Exception {
        Map<String, String> environment = production();
        environment.put("MIZAN_TRUSTED_PROXIES", "127.0.0.1,::1");
        environment.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        environment.put("ENDPOINTS_ALL_PORT", Integer.toString(managementPort));
        Process service = run(
                List.of("@" + Path.of("src/main/jvm.options").toAbsolutePath(), "-Xms102m", "-Xmx102m"), environment);
        awaitReady(service);
        String published = publish("real");

        // More than all bounds together: keys of emoji, which take two bytes per char.
        many(600, i -> get(port, SITE + "/counts?article=real&" + emojiKeys(i, 9)));
        many(4_000, i -> get(port, SITE + "/comments?article=nothing-" + i));
        many(1_500, i -> get(port, SITE + "/comments?article=" + emojiKey(i)));
        many(800, i -> get(port, SITE + "/comments?article=real&unknown=" + emojiKey(i)));
        many(
                500,
                i -> get(
                        port,
                        "/sites/gazette/comments.html?article=real&articleTitle="
                                + emojiKey(i).substring(0, 900)));
        many(2_500, i -> assertThat(submit(i)).isEqualTo(202));
        many(2_500, i -> assertThat(report(published, i)).isEqualTo(202));
        many(500, i -> get(port, "/embed/gazette/words.js?lang=ar-x-" + i));
        many(
                60,
                i -> assertThat(signIn("nobody" + i, "wrong password " + i, "2001:db8:" + i + "::1")
                                .statusCode())
                        .isIn(401, 429, 503));

        assertThat(signIn("moderator", PASSWORD, "192.0.2.1").statusCode()).isEqualTo(200);
        assertThat(signIn("moderator", PASSWORD, "192.0.2.2").statusCode()).isEqualTo(200);
        assertThat(service.isAlive()).as(output(service)).isTrue();
        assertThat(output(service)).doesNotContain("OutOfMemoryError");
        assertThat(get(port, SITE + "/comments?article=real").body()).contains("\"count\":1");
    }

    /** A text of its own from a network of its own, under an article with a long key. */
    private int submit(int number) {
        String text = new Random(number)
                .ints(40, 'a', 'z' + 1)
                .mapToObj(letter -> Character.toString(letter).repeat(3))
                .collect(Collectors.joining(" "));
        return postFrom(number, SITE + "/comments", """
                {"name":"Ada","email":"ada%d@example.org","body":"%s","article":"%s"}""".formatted(
                        number, text, URLDecoder.decode(emojiKey(number), StandardCharsets.UTF_8)));
    }

    private int report(String comment, int number) {
        return postFrom(number, SITE + "/comments/" + comment + "/reports", "{\"reason\":\"SPAM\"}");
    }

    private int postFrom(int network, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", "2001:db8:" + Integer.toHexString(network) + "::1")
                        .POST(BodyPublishers.ofString(json))
                        .build())
                .statusCode();
    }

    private String publish(String article) throws Exception {
        String comment = """
                {"name":"Ada","email":"ada@example.org","body":"Text","article":"%s"}""".formatted(article);
        JsonNode submitted = json(post(SITE + "/comments", comment));
        String token = json(signIn("moderator", PASSWORD, "192.0.2.1"))
                .path("accessToken")
                .asText();
        URI approval = URI.create("http://localhost:%d/api/v1/moderation/comments/%s/approve"
                .formatted(port, submitted.path("id").asText()));
        assertThat(send(HttpRequest.newBuilder(approval)
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + token)
                                .POST(BodyPublishers.ofString("{\"version\":0}"))
                                .build())
                        .statusCode())
                .isEqualTo(200);
        return submitted.path("id").asText();
    }

    private HttpResponse<String> signIn(String name, String password, String client) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/tokens"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", client)
                .POST(BodyPublishers.ofString("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password)))
                .build());
    }

    private static String emojiKeys(int number, int keys) {
        return IntStream.range(0, keys)
                .mapToObj(key -> "article=" + emojiKey(number * keys + key))
                .collect(Collectors.joining("&"));
    }

    /** A key of 500 emoji, different for each number, as it is in a URL: 12 bytes per emoji. */
    private static String emojiKey(int number) {
        String digits = Integer.toString(1_000_000 + number)
                .chars()
                .mapToObj(digit -> Character.toString(0x1F600 + digit - '0'))
                .collect(Collectors.joining());
        return URLEncoder.encode(digits + "\uD83D\uDE00".repeat(493), StandardCharsets.UTF_8);
    }

    private static void many(int requests, IntConsumer request) throws Exception {
        Semaphore clients = new Semaphore(CLIENTS);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i;
                clients.acquire();
                sent.add(executor.submit(() -> {
                    try {
                        request.accept(number);
                    } finally {
                        clients.release();
                    }
                }));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
