package mizan.console.layout;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import mizan.platform.Sha256;
import mizan.platform.netty.Representation;

/**
 * The console's static files: style sheets, script modules, and htmx. Their path contains a hash of all of them, so that
 * browsers can cache them forever and a page never mixes two versions.
 */
@Singleton
public class ConsoleAssets {

    static final String PATH = "/assets/console";

    /** The files of {@code assets/console} that are served. */
    public static final List<String> FILES = List.of(
            "author.js",
            "bar.css",
            "before-paint.js",
            "card-actions.js",
            "card.css",
            "claims.js",
            "comment.js",
            "components.css",
            "console.css",
            "console.js",
            "context.css",
            "context.js",
            "current.js",
            "dashboard.css",
            "decisions.js",
            "duplicates.js",
            "findings.css",
            "fold.js",
            "icon.svg",
            "live.js",
            "loading.js",
            "messages.js",
            "pages.css",
            "prefetch.js",
            "queue.css",
            "queue.js",
            "requests.js",
            "selection.js",
            "shortcuts.js",
            "thumb-bar.js",
            "transfer.js");

    private static final String CACHE_FOREVER = "public, max-age=31536000, immutable";

    private static final String HTMX = "htmx.js";
    private static final String HTMX_PROPERTIES = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

    private static final MediaType JAVASCRIPT = MediaType.of("text/javascript;charset=utf-8");
    private static final MediaType CSS = MediaType.of("text/css;charset=utf-8");
    private static final MediaType SVG = MediaType.of("image/svg+xml");

    private final Map<String, Representation> files = new TreeMap<>();
    private final String version;

    ConsoleAssets(ResourceLoader resources) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        for (String file : FILES) {
            add(file, read(resources, "assets/console/" + file), digest);
        }
        Properties htmx = new Properties();
        try (InputStream in = resources.getResourceAsStream(HTMX_PROPERTIES).orElseThrow()) {
            htmx.load(in);
        }
        String htmxVersion = Objects.requireNonNull(htmx.getProperty("version"));
        add(HTMX, read(resources, "META-INF/resources/webjars/htmx.org/" + htmxVersion + "/dist/htmx.min.js"), digest);
        version = HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    /** The path of the current version, without a trailing slash. */
    public String path() {
        return PATH + "/" + version;
    }

    boolean isCurrent(String requestedVersion) {
        return version.equals(requestedVersion);
    }

    Optional<Representation> find(String file) {
        return Optional.ofNullable(files.get(file));
    }

    private void add(String name, byte[] bytes, MessageDigest digest) {
        digest.update(bytes);
        files.put(name, Representation.of(type(name), bytes, CACHE_FOREVER));
    }

    private static MediaType type(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".js" -> JAVASCRIPT;
            case ".css" -> CSS;
            case ".svg" -> SVG;
            default -> throw new IllegalArgumentException("No type for " + file);
        };
    }

    private static byte[] read(ResourceLoader resources, String path) throws IOException {
        try (InputStream in = resources
                .getResourceAsStream(path)
                .orElseThrow(() -> new IllegalStateException("Not on the class path: " + path))) {
            return in.readAllBytes();
        }
    }
}
