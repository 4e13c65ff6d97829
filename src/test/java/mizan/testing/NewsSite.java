package mizan.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Web server of a newspaper, on another origin than the service. Its pages embed the widget. */
public final class NewsSite {

    private static final Map<String, Article> ARTICLES = new ConcurrentHashMap<>();
    private static final HttpServer SERVER = start();

    /** The origin of the site {@code gazette}. */
    public static final String ORIGIN =
            "http://127.0.0.1:" + SERVER.getAddress().getPort();

    private NewsSite() {}

    /** Publishes or replaces a page and returns its URL. */
    public static String publish(String path, String html, String policy) {
        ARTICLES.put(path, new Article(html, policy));
        return ORIGIN + path;
    }

    private record Article(String html, String policy) {}

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", NewsSite::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Article article = ARTICLES.get(exchange.getRequestURI().getPath());
            if (article == null) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            byte[] bytes = article.html().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
            exchange.getResponseHeaders().add("Content-Security-Policy", article.policy());
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
