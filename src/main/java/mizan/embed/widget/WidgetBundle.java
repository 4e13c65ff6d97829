package mizan.embed.widget;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.MediaType;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mizan.platform.netty.Representation;

/**
 * The widget's modules and style sheets, joined into one script when the service starts, and the style sheets joined into one
 * for pages without script. The join works line by line: it drops imports, comment lines, indentation and the word
 * {@code export}. So an import is one line, a comment has its own line, and no template literal spans lines. All modules share one scope, so a top-level name must be unique.
 */
@Singleton
class WidgetBundle {

    static final MediaType JAVASCRIPT = MediaType.of("text/javascript;charset=utf-8");
    private static final MediaType CSS = MediaType.of("text/css;charset=utf-8");

    private static final String FOLDER = "classpath:assets/widget/";

    private static final Pattern CSS_COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");

    private static final List<String> STYLE_SHEETS = List.of("comments", "threads", "form");

    /** Each module comes after those that it imports. */
    private static final List<String> MODULES = List.of(
            "storage.js",
            "dom.js",
            "text.js",
            "draft.js",
            "plainForm.js",
            "scheme.js",
            "fields.js",
            "personalData.js",
            "form.js",
            "ownComments.js",
            "replies.js",
            "report.js",
            "threads.js",
            "discussion.js",
            "service.js",
            "messages.js",
            "article.js",
            "count.js",
            "embed.js");

    private final ResourceLoader resources;
    private final Representation script;
    private final Representation styleSheet;
    private final Representation solver;
    private final String notice;

    WidgetBundle(ResourceLoader resources, JsonMapper json) throws IOException {
        this.resources = resources;
        StringBuilder bundle = new StringBuilder();
        StringBuilder styles = new StringBuilder();
        for (String name : STYLE_SHEETS) {
            String css = join(CSS_COMMENT.matcher(read(name + ".css")).replaceAll(""));
            styles.append(css);
            // Constructed style sheets: the policy of a page may forbid inline styles.
            String sheet = name + "Sheet";
            bundle.append("const " + sheet + " = new CSSStyleSheet();\n")
                    .append(sheet + ".replaceSync(")
                    .append(json.writeValueAsString(css))
                    .append(");\n");
        }
        for (String module : MODULES) {
            bundle.append(join(read(module)));
        }
        script = fixed(JAVASCRIPT, bundle);
        styleSheet = fixed(CSS, styles);
        solver = fixed(JAVASCRIPT, read("solver.js"));
        notice = read("notice.js");
    }

    Representation script() {
        return script;
    }

    Representation styleSheet() {
        return styleSheet;
    }

    Representation solver() {
        return solver;
    }

    /** The source of the module with the fields of a notice. */
    String notice() {
        return notice;
    }

    private static Representation fixed(MediaType type, CharSequence text) {
        return Representation.fixed(
                type, text.toString().getBytes(StandardCharsets.UTF_8), EmbedController.CACHE_CONTROL);
    }

    private static String join(String source) {
        return source.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("import "))
                .map(line -> line.startsWith("export ") ? line.substring("export ".length()) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String read(String file) throws IOException {
        try (InputStream resource = resources.getResourceAsStream(FOLDER + file).orElseThrow()) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
