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

/** A newspaper's own web server, on another origin than the service: its pages are what the widget is put into. */
public final class NewsSite {

    private static final Map<String, Article> ARTICLES = new ConcurrentHashMap<>();
    private static final HttpServer SERVER = start();

    /** The origin of the site {@code gazette}. */
    public static final String ORIGIN =
            "http://127.0.0.1:" + SERVER.getAddress().getPort();

    private NewsSite() {}

    /** Puts a page on the site, in the place of an earlier one, and says where it is. */
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
            byte[] octets = article.html().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
            exchange.getResponseHeaders().add("Content-Security-Policy", article.policy());
            exchange.sendResponseHeaders(200, octets.length);
            exchange.getResponseBody().write(octets);
        }
    }
}
