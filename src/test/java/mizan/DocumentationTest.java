package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the documentation with the code: the map of packages, the settings, and the links between pages. */
class DocumentationTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path README = Path.of("README.md");
    private static final Path ARCHITECTURE = Path.of("src/docs/architecture.md");
    private static final Path OPERATORS = Path.of("src/docs/operators.md");

    private static final Pattern FIRST_SENTENCE = Pattern.compile("/\\*\\*(.*?\\.)(?=\\s|\\*/).*?\\*/", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("(?ms)^( *)```.*?^ *```|`[^`\n]+`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void packageMapEqualsTheFirstSentencesOfThePackageDescriptions() {
        List<String> rows = files(SOURCES, "package-info.java")
                .map(DocumentationTest::row)
                .sorted(Comparator.comparing(row -> row.split("`", 3)[1]))
                .toList();

        assertThat(text(ARCHITECTURE).lines().filter(line -> line.startsWith("| `mizan")))
                .as("Replace the table of packages in %s by%n%n%s%n%n", ARCHITECTURE, String.join("\n", rows))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void settingsAreDocumentedWithTheirDefaults() {
        Map<String, Object> defaults = new KubernetesSerialization()
                .unmarshal(text(Path.of("src/main/resources/application.yml")), GenericKubernetesResource.class)
                .get("mizan");
        Stream<String> settings = settings("mizan", defaults);

        assertThat(settings).isNotEmpty().allSatisfy(setting -> {
            String[] nameAndDefault = setting.split("=", 2);
            assertThat(text(OPERATORS).lines())
                    .as(setting)
                    .anyMatch(line -> line.startsWith("| `" + nameAndDefault[0] + "`")
                            && line.endsWith("`" + nameAndDefault[1] + "` |"));
        });
    }

    @Test
    void linksLeadToExistingFilesAndHeadings() {
        assertThat(pages().flatMap(DocumentationTest::brokenLinks)).isEmpty();
    }

    @Test
    void readmeFitsOnFewScreensAndNamesTheTwoCommands() {
        assertThat(text(README)).contains("    mvn mn:run\n", "    mvn verify\n");
        assertThat(text(README).lines()).hasSizeLessThanOrEqualTo(150);
    }

    /** Returns a table row with a package's name and the first sentence of its description. */
    private static String row(Path packageInfo) {
        Matcher sentence = FIRST_SENTENCE.matcher(text(packageInfo));
        assertThat(sentence.find()).as("%s has a description", packageInfo).isTrue();
        String name = SOURCES.relativize(packageInfo)
                .toString()
                .replace("/package-info.java", "")
                .replace('/', '.');
        String contents = sentence.group(1)
                .replaceAll("\\s+(\\* )?", " ")
                .replaceAll("\\{@(?:link|code) ([^}]+)}", "`$1`")
                .strip();
        return "| `" + name + "` | " + contents + " |";
    }

    /** Returns {@code ENVIRONMENT_VARIABLE=default} for each setting with a literal default. */
    private static Stream<String> settings(String name, Object value) {
        if (value instanceof Map<?, ?> children) {
            return children.entrySet().stream()
                    .flatMap(child -> settings(name + "_" + child.getKey(), child.getValue()));
        }
        return value instanceof Iterable || value.toString().contains("${")
                ? Stream.empty()
                : Stream.of(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT) + "=" + value);
    }

    private static Stream<Path> pages() {
        return Stream.of(
                        Stream.of(README),
                        files(Path.of("src/docs"), ".md"),
                        files(Path.of("k8s"), ".md"),
                        files(Path.of(".github"), ".md"))
                .flatMap(pages -> pages);
    }

    private static Stream<String> brokenLinks(Path page) {
        return LINK.matcher(CODE.matcher(text(page)).replaceAll(""))
                .results()
                .map(link -> link.group(1) != null ? link.group(1) : link.group(2))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !exists(page, link))
                .map(link -> page + ": " + link);
    }

    private static boolean exists(Path page, String link) {
        String[] fileAndAnchor = link.split("#", 2);
        Path target = fileAndAnchor[0].isEmpty()
                ? page
                : page.resolveSibling(fileAndAnchor[0]).normalize();
        return Files.exists(target)
                && (fileAndAnchor.length == 1
                        || HEADING.matcher(text(target))
                                .results()
                                .anyMatch(heading -> anchor(heading.group(1)).equals(fileAndAnchor[1])));
    }

    /** Returns the anchor that GitHub gives a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        return Manifests.text(file);
    }
}
