package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads the JAR that {@code mvn package} has built. */
@Tag("integration")
class BillOfMaterialsTest {

    private static final Path JAR = Path.of("target/mizan.jar");

    @Test
    void everyLibraryIsListedWithItsLicence() throws IOException {
        JsonNode bill = new ObjectMapper().readTree(entry("META-INF/sbom/application.cdx.json"));

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("components"))
                .hasSizeGreaterThan(50)
                .allSatisfy(component -> assertThat(component.path("licenses"))
                        .as(component.path("purl").asText())
                        .isNotEmpty());
        assertThat(StreamSupport.stream(bill.path("components").spliterator(), false)
                        .map(component -> component.path("name").asText()))
                .contains("postgresql", "icu4j", "swagger-ui", "htmx.org")
                .doesNotContain("junit-jupiter", "playwright");
    }

    @Test
    void noticesOfTheLibrariesAreMerged() throws IOException {
        assertThat(entry("META-INF/NOTICE")).contains("Jackson", "Apache Commons Codec");
        assertThat(entry("META-INF/LICENSE")).contains("Apache License");
    }

    private static String entry(String name) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
