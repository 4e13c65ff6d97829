package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks the JavaScript and CSS of the pages: the format with Prettier, scripts with the TypeScript compiler, stylesheets
 * with css-tree. {@code mvn -Pformat test} applies the format.
 */
@Tag("integration")
class StaticAssetsTest {

    private static final Path ASSETS = Path.of("src/main/resources/assets");

    /**
     * Diagnostics that need type annotations of DOM elements, dates and dynamic imports. The others stay: unknown names,
     * imports and exports, unused code, wrong argument counts, duplicates, unreachable code.
     */
    private static final Pattern NEEDS_TYPES = Pattern.compile("TS(2339|2345|2362|2363|2365|2551|7036):");

    @TempDir
    static Path directory = Path.of("");

    private static Path prettier = directory;
    private static Path typescript = directory;
    private static Path cssTree = directory;

    @BeforeAll
    static void unpackTools() {
        NodeTools tools = new NodeTools(directory);
        prettier = tools.unpack("prettier").resolve("bin/prettier.cjs");
        typescript = tools.unpack("typescript").resolve("bin/tsc");
        cssTree = tools.unpack("css-tree").resolve("dist/csstree.esm.js");
    }

    @Test
    void assetsAreFormatted() {
        String mode = "apply".equals(System.getProperty("format")) ? "--write" : "--list-different";

        assertThat(format(mode, ASSETS + "/**/*.{js,css}")).doesNotContain("[error]");
        assertThat(format("--list-different", ASSETS + "/**/*.{js,css}")).isEmpty();
    }

    @Test
    void scriptsHaveNoLintErrors() {
        assertThat(lintScripts(Path.of("jsconfig.json"))).isEmpty();
    }

    @Test
    void stylesheetsHaveNoLintErrors() throws IOException {
        try (Stream<Path> files = Files.walk(ASSETS)) {
            assertThat(lintStylesheets(files.filter(file -> file.toString().endsWith(".css"))
                            .toList()))
                    .isEmpty();
        }
    }

    @Test
    void templatesLinkToTheWholeStyleSheetOfTheWidget() throws IOException {
        try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
            assertThat(templates.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(
                            template -> assertThat(Files.readString(template)).doesNotContain("/assets/widget/"));
        }
    }

    @Test
    void wrongFormatIsFound() throws IOException {
        Path script = Files.writeString(directory.resolve("format.js"), "const a = 'b'\n");

        assertThat(format("--list-different", script.toString())).contains("format.js");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            export const one = missing;                      | TS2304
            import { nothing } from "./module.js"; nothing() | TS2305
            import { a } from "./missing.js"; a()            | TS2307
            import { a } from "./module.js";                 | TS6133
            const unused = 1; export {};                     | TS6133
            export function f() { return 1; f(); }           | TS7027
            export function f(a) { if (a) { return 1; } }    | TS7030
            const a = 1; a = 2; export { a };                | TS2588
            export function f() {} f(1);                     | TS2554
            export const a = {                               | TS1005
            """)
    void scriptViolationsAreFound(String script, String code) throws IOException {
        Files.writeString(directory.resolve("module.js"), "export const a = () => 1;\n");
        Files.writeString(directory.resolve("script.js"), script);
        String configuration = Files.readString(Path.of("jsconfig.json"))
                .replaceFirst("\"include\": .*", "\"include\": [\"script.js\", \"module.js\"]");

        assertThat(lintScripts(Files.writeString(directory.resolve("jsconfig.json"), configuration)))
                .anyMatch(line -> line.contains(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a { colour: red }          | Unknown property `colour`
            a { color: 3px }           | color: 3px
            a { margin-left: 1px }     | physical property margin-left
            a { color: var(--ink) }    | unknown custom property --ink
            @media (min-width:) {}     | ")" is expected
            @medai print {}            | Unknown at-rule `@medai`
            a { color red }            | Colon is expected
            """)
    void stylesheetViolationsAreFound(String stylesheet, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("style.css"), stylesheet);

        assertThat(lintStylesheets(List.of(file))).anyMatch(line -> line.contains(message));
    }

    private static String format(String mode, String files) {
        return NodeTools.run(prettier, List.of("--config", ".prettierrc.json", mode, files));
    }

    private static List<String> lintScripts(Path configuration) {
        return NodeTools.run(typescript, List.of("-p", configuration.toString(), "--pretty", "false"))
                .lines()
                .filter(line -> !line.startsWith(" "))
                .filter(line -> !NEEDS_TYPES.matcher(line).find())
                .toList();
    }

    private static List<String> lintStylesheets(List<Path> files) {
        return NodeTools.run(
                        Path.of("src/lint/css.mjs"),
                        Stream.concat(Stream.of(cssTree), files.stream())
                                .map(Path::toString)
                                .toList())
                .lines()
                .toList();
    }
}
