package mizan.embed;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.platform.netty.Representation;

/**
 * The widget's modules joined into one, so that a page asks for one file and no tool is needed to build it: each module
 * after those that it imports, without import and export, comments and needless blanks. All share one scope, so a name may
 * stand at the top of one module only; a comment has its line to itself.
 */
@Singleton
class WidgetBundle {

    static final MediaType JAVASCRIPT = MediaType.of("text/javascript;charset=utf-8");

    private static final String FOLDER = "assets/widget/";
    private static final String ENTRY = "embed.js";

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?<names>.+) from \"\\./(?<file>[a-z]+\\.(?:js|css))\"(?: with \\{.*})?;\\R");
    private static final Pattern LINE_COMMENT = Pattern.compile("(?m)^\\s*//.*\\R");
    private static final Pattern LITERAL =
            Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'|`(?:[^`\\\\]|\\\\.)*`");
    private static final Pattern CSS_COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");

    private final ResourceLoader resources;
    private final Representation body;

    WidgetBundle(ResourceLoader resources) {
        this.resources = resources;
        Map<String, String> joined = new LinkedHashMap<>();
        add(ENTRY, joined);
        body = Representation.of(
                JAVASCRIPT,
                String.join("\n", joined.values()).getBytes(StandardCharsets.UTF_8),
                EmbedController.CACHE_CONTROL);
    }

    Representation body() {
        return body;
    }

    private void add(String file, Map<String, String> joined) {
        if (joined.containsKey(file)) {
            return;
        }
        String source = read(file);
        StringBuilder sheets = new StringBuilder();
        Matcher imports = IMPORT.matcher(source);
        while (imports.find()) {
            String imported = imports.group("file");
            if (imported.endsWith(".css")) {
                sheets.append(sheet(imports.group("names"), read(imported)));
            } else {
                add(imported, joined);
            }
        }
        joined.put(file, sheets + compact(imports.replaceAll("")));
    }

    private static String compact(String module) {
        String code = LINE_COMMENT
                .matcher(module)
                .replaceAll("")
                .replaceAll("(?m)^export ", "")
                .replaceAll("(?m)^\\s+", "");
        StringBuilder compact = new StringBuilder();
        int end = 0;
        Matcher literals = LITERAL.matcher(code);
        while (literals.find()) {
            compact.append(tight(code.substring(end, literals.start()))).append(literals.group());
            end = literals.end();
        }
        return compact.append(tight(code.substring(end))).toString();
    }

    private static String tight(String code) {
        return code.replaceAll(" ?([-=+?:&|<>{}(),;*/]+) ?", "$1").replaceAll("([{;,(])\\s+", "$1");
    }

    // A constructed sheet is no inline style: a page's policy may forbid those.
    private static String sheet(String name, String css) {
        String compact = CSS_COMMENT
                .matcher(css)
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([{};,>]) ?", "$1")
                .replace(": ", ":")
                .replace(";}", "}")
                .strip();
        String quoted = compact.replace("\\", "\\\\").replace("`", "\\`");
        return "const " + name + " = new CSSStyleSheet();\n" + name + ".replaceSync(`" + quoted + "`);\n";
    }

    private String read(String file) {
        try (InputStream resource =
                resources.getResourceAsStream("classpath:" + FOLDER + file).orElseThrow()) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
