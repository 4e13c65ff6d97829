package mizan.console;

import static java.util.stream.Collectors.joining;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mizan.moderator.Role;
import mizan.moderator.Session;
import mizan.moderator.session.SessionCookie;
import mizan.testing.Answer;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;

/** Base class of the console's HTTP tests, with accounts of different roles. */
public abstract class ConsoleApiTest extends ServiceTest {

    @BeforeEach
    protected void addAccounts() {
        add("grace", Set.of(Role.ADMIN), Set.of());
        add("ada", Set.of(Role.MODERATOR), Set.of("demo"));
        add("olga", Set.of(Role.PRIVACY), Set.of());
        add("noor", Set.of(Role.MODERATOR, Role.PRIVACY), Set.of("herald"));
    }

    private void add(String name, Set<Role> roles, Set<String> sites) {
        // Not through Accounts: hashing is slow, and these accounts do not sign in with a password.
        moderator(name, roles.stream().map(Role::name).collect(joining(",")), String.join(",", sites));
    }

    protected static Answer getPage(String name, String path) {
        return get(ascii(path), "Cookie", cookie(name), "Accept", "text/html", "Accept-Language", "en");
    }

    protected static Answer postForm(String name, String path, Map<String, String> form) {
        return postForm(name, path, form, "http://localhost:" + port());
    }

    protected static Answer postForm(String name, String path, Map<String, String> form, String origin) {
        return send(
                "POST",
                path,
                encoded(form),
                "Content-Type",
                FORM,
                "Accept",
                "text/html",
                "Accept-Language",
                "en",
                "Cookie",
                cookie(name),
                "Origin",
                origin);
    }

    protected static String cookie(String name) {
        HttpRequest<?> request = new SimpleHttpRequest<>(HttpMethod.GET, "/console", null);
        ((SimpleHttpRequest<?>) request).header("Host", "localhost:" + port());
        Cookie cookie = bean(SessionCookie.class).issue(request, new Session(name, 0));
        return cookie.getName() + "=" + cookie.getValue();
    }

    private static String ascii(String path) {
        return path.replace("ليلى", URLEncoder.encode("ليلى", StandardCharsets.UTF_8));
    }

    protected static Map<String, String> form(String... fields) {
        Map<String, String> form = new TreeMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    protected static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(joining("&"));
    }

    protected static String location(Answer answer) {
        return answer.status() + " " + answer.header("Location");
    }

    protected static String commentPath(String id) {
        return "/console/comments/" + id;
    }
}
