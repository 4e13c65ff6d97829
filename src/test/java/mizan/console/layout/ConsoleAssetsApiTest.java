package mizan.console.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class ConsoleAssetsApiTest extends ServiceTest {

    @Test
    void filesOfCurrentVersionAreCachedForever() {
        String version = bean(ConsoleAssets.class).path();

        assertThat(ConsoleAssets.FILES)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(get(version + "/" + file).header("Cache-Control"))
                        .isEqualTo("public, max-age=31536000, immutable"));
        assertThat(get(version + "/htmx.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(get(version + "/htmx.js", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(get("/assets/console/0/console.css").header("Cache-Control")).isEqualTo("no-store");
        assertThat(get(version + "/nothing.js").status()).isEqualTo(404);
    }

    @Test
    void everyFileOfTheFolderIsServed() throws IOException {
        Path folder = Path.of("src/main/resources/assets/console");

        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ConsoleAssets.FILES);
        }
    }
}
