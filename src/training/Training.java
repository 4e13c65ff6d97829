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

/**
 * Uses the service as readers, writers and moderators do, so that the JVM learns what a process will need: arguments are
 * its address, how many comments to submit, approve and read (0: only wait until it answers) and the first moderator's
 * password. Fails at the first request that does.
 */
public final class Training {

    private static final int TRIES = 1_200;
    private static final int PAUSE_MILLIS = 100;
    private static final int CLIENTS = 8;
    private static final int READS = 20;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;

    private Training(String address) {
        this.address = address;
    }

    public static void main(String[] arguments) throws Exception {
        Training training = new Training(arguments[0]);
        training.waitUntilItAnswers();
        int comments = Integer.parseInt(arguments[1]);
        if (comments > 0) {
            training.train(comments, arguments[2]);
        }
    }

    private void waitUntilItAnswers() throws Exception {
        for (int tries = 0; ; tries++) {
            try {
                read("a", "identity");
                return;
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    // Several at once: what comes while others are being committed takes a way of its own.
    private void train(int comments, String password) throws Exception {
        String signIn = "{\"username\":\"moderator\",\"password\":\"" + password + "\"}";
        String token = "Bearer " + find("\"accessToken\":\"([^\"]+)", send("POST", "/api/v1/tokens", signIn));
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Void>> done = new ArrayList<>();
            for (int i = 0; i < comments; i++) {
                int number = i;
                done.add(clients.submit(() -> comment(number, token)));
            }
            for (Future<Void> each : done) {
                each.get();
            }
        }
        send("GET", "/sites/demo/comments.html?article=a0", null);
    }

    private Void comment(int number, String token) throws Exception {
        String article = "a" + number % 20;
        String id = find("\"id\":\"([^\"]+)", send("POST", "/api/v1/sites/demo/comments", """
                {"name":"ليلى","email":"layla%d@example.org","body":"مقال جميل، شكرًا لكم %d","article":"%s"}
                """.formatted(number, number, article)));
        send("GET", "/api/v1/moderation/comments", null, "Authorization", token);
        send("POST", "/api/v1/moderation/comments/" + id + "/approve", "{\"version\":0}", "Authorization", token);
        for (int reads = 0; reads < READS; reads++) {
            read(article, reads % 2 == 0 ? "gzip" : "identity");
        }
        return null;
    }

    private void read(String article, String coding) throws Exception {
        send("GET", "/api/v1/sites/demo/comments?article=" + article, null, "Accept-Encoding", coding);
    }

    private String send(String method, String path, String json, String... headers) throws Exception {
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

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return matcher.group(1);
    }
}
