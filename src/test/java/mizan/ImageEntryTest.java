package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The entry point of the image, with a program in place of the JVM that prints its arguments. */
@Tag("integration")
class ImageEntryTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void createProgram() throws IOException {
        Path program = Files.writeString(folder.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void serviceStartsWithFurtherOptions() throws Exception {
        assertThat(start("-Dfile.encoding=UTF-8 -XX:+UseSerialGC -XX:+UseStringDeduplication"))
                .isEqualTo("0 @/app/options -XX:AOTCache=/app/mizan.aot mizan.Application\n");
    }

    @Test
    void secondGarbageCollectorIsRefusedInOneLine() throws Exception {
        assertThat(start("-Xlog:gc -XX:+UseG1GC"))
                .isEqualTo("2 Remove -XX:+UseG1GC from JAVA_TOOL_OPTIONS: the image has a collector and a heap that fit"
                        + " its memory\n");
    }

    /** Returns the exit code and the output. */
    private String start(String options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "src/main/image/serve").redirectErrorStream(true);
        builder.environment().put("PATH", folder.toString());
        builder.environment().put("JAVA_TOOL_OPTIONS", options);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }
}
