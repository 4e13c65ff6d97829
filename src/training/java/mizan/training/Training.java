package mizan.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of readers, authors and moderators to the service, so that the JVM loads the classes and profiles the
 * methods that it will need. The first failed request ends it with an error.
 */
public final class Training {

    private static final int ATTEMPTS = 1_200;
    private static final int RETRY_MILLIS = 100;
    private static final int OK = 200;
    private static final int CLIENTS = 8;
    private static final int READS = 20;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;

    private Training(String address) {
        this.address = address;
    }

    /**
     * Runs the training.
     *
     * @param arguments the address of the service, the number of comments to submit, approve and read (0: only wait until
     *     the service responds), and the password of the first moderator
     */
    public static void main(String[] arguments) throws Exception {
        Training training = new Training(arguments[0]);
        training.waitUntilReady();
        int comments = Integer.parseInt(arguments[1]);
        if (comments > 0) {
            training.train(comments, arguments[2]);
        }
    }

    private void waitUntilReady() throws Exception {
        for (int attempt = 0; !isReady(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("The service is not ready");
            }
            Thread.sleep(RETRY_MILLIS);
        }
    }

    /** While it starts, the service refuses connections, and then responds with 503. */
    private boolean isReady() throws InterruptedException {
        URI comments = URI.create(address + "/api/v1/sites/demo/comments?article=a");
        try {
            return CLIENT.send(HttpRequest.newBuilder(comments).build(), BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException _) {
            return false;
        }
    }

    // Concurrent clients, because group commit only runs with concurrent submissions.
    private void train(int comments, String password) throws Exception {
        String signIn = "{\"username\":\"moderator\",\"password\":\"" + password + "\"}";
        String token = "Bearer " + firstGroup("\"accessToken\":\"([^\"]+)", send("POST", "/api/v1/tokens", signIn));
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Void>> results = new ArrayList<>();
            for (int i = 0; i < comments; i++) {
                int number = i;
                results.add(clients.submit(() -> comment(number, token)));
            }
            for (Future<Void> result : results) {
                result.get();
            }
        }
        send("GET", "/sites/demo/comments.html?article=a0", null);
    }

    private Void comment(int number, String token) throws Exception {
        String article = "a" + number % 20;
        String id = firstGroup("\"id\":\"([^\"]+)", send("POST", "/api/v1/sites/demo/comments", """
                {"name":"ليلى","email":"layla%d@example.org","body":"مقال جميل، شكرًا لكم %d","article":"%s"}
                """.formatted(
                        number, number, article)));
        send("GET", "/api/v1/moderation/comments", null, "Authorization", token);
        send("POST", "/api/v1/moderation/comments/" + id + "/approve", "{\"version\":0}", "Authorization", token);
        for (int reads = 0; reads < READS; reads++) {
            read(article, reads % 2 == 0 ? "gzip" : "identity");
        }
        return null;
    }

    private void read(String article, String encoding) throws Exception {
        send("GET", "/api/v1/sites/demo/comments?article=" + article, null, "Accept-Encoding", encoding);
    }

    private String send(String method, String path, @Nullable String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = CLIENT.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String firstGroup(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return matcher.group(1);
    }
}
