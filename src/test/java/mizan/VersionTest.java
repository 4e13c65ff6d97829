package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The POM, the OpenAPI description, the image and the manifests have one version. */
class VersionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            src/main/java/mizan/embed/documentation/OpenApiController.java | version = "([^"]*)"
            src/main/openapi/problems.yml                                  | (?m)^  version: (.*)$
            src/main/java/mizan/platform/Version.java                      | NUMBER = "([^"]*)"
            Dockerfile                                                     | org\\.opencontainers\\.image\\.version=(\\S+)
            k8s/base/deployment.yaml                                       | image: mizan:(.*)
            k8s/base/migration.yaml                                        | image: mizan:(.*)
            k8s/base/kustomization.yaml                                    | app\\.kubernetes\\.io/version: (.*)
            """)
    void versionIsThatOfThePom(String file, String pattern) {
        String version =
                group("<artifactId>mizan</artifactId>\\s*<version>([^<]*?)(?:-SNAPSHOT)?</version>", "pom.xml");

        assertThat(group(pattern, file)).isEqualTo(version);
    }

    private static String group(String pattern, String file) {
        Matcher matcher = Pattern.compile(pattern).matcher(Manifests.text(Path.of(file)));
        assertThat(matcher.find()).as(file).isTrue();
        return matcher.group(1);
    }
}
