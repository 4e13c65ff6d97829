package mizan.embed;

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
 * The widget's modules and style sheet, joined into one script when the service starts. The join works line by line: it
 * drops imports, comment lines, indentation and the word {@code export}. So an import is one line, a comment has its own
 * line, and no template literal spans lines. All modules share one scope, so a top-level name must be unique.
 */
@Singleton
class WidgetBundle {

    static final MediaType JAVASCRIPT = MediaType.of("text/javascript;charset=utf-8");

    private static final String FOLDER = "classpath:assets/widget/";

    private static final Pattern CSS_COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");

    /** Each module comes after those that it imports. */
    private static final List<String> MODULES = List.of(
            "storage.js",
            "dom.js",
            "text.js",
            "draft.js",
            "plainForm.js",
            "scheme.js",
            "fields.js",
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

    WidgetBundle(ResourceLoader resources, JsonMapper json) throws IOException {
        this.resources = resources;
        StringBuilder bundle = new StringBuilder();
        // A constructed style sheet: the policy of a page may forbid inline styles.
        String css = join(CSS_COMMENT.matcher(read("comments.css")).replaceAll(""));
        bundle.append("const sheet = new CSSStyleSheet();\nsheet.replaceSync(")
                .append(json.writeValueAsString(css))
                .append(");\n");
        for (String module : MODULES) {
            bundle.append(join(read(module)));
        }
        script = Representation.fixed(
                JAVASCRIPT, bundle.toString().getBytes(StandardCharsets.UTF_8), EmbedController.CACHE_CONTROL);
    }

    Representation script() {
        return script;
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
