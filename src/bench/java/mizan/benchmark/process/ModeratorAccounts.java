package mizan.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.platform.SecretFiles;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** The moderator accounts of the benchmark. They share one random password. */
public final class ModeratorAccounts {

    public static final int COUNT = 16;

    private static final String PASSWORD = SecretFiles.randomPassword();
    private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");

    private ModeratorAccounts() {}

    public static String name(int moderator) {
        return "moderator-" + moderator;
    }

    static void create(PostgresServer database) {
        // The service's Argon2 parameters.
        String hash = new Argon2PasswordEncoder(16, 32, 1, 7_168, 5).encode(PASSWORD);
        database.execute("""
                INSERT INTO moderator (name, password_hash, roles, sites, created_at)
                SELECT 'moderator-' || number, '%s', '{MODERATOR,ADMIN}', '{}', now()
                  FROM generate_series(0, %d) number
                    ON CONFLICT (name) DO UPDATE SET password_hash = EXCLUDED.password_hash
                """.formatted(hash, COUNT - 1));
    }

    static String signIn(URI service, int moderator) {
        String body = "{\"username\":\"" + name(moderator) + "\",\"password\":\"" + PASSWORD + "\"}";
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/api/v1/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            Matcher token = TOKEN.matcher(response.body());
            if (!token.find()) {
                throw new IllegalStateException("No token for " + name(moderator) + ": " + response.statusCode());
            }
            return token.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
