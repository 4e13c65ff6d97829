package mizan;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Tools written in JavaScript, from the webjars of the test class path. They run on the Node that Playwright brings, so
 * that the build needs neither npm nor an installed Node.
 */
record NodeTools(Path directory) {

    private static final String WEBJARS = "META-INF/resources/webjars/";

    /** Unpacks a webjar and returns its root directory. */
    Path unpack(String name) {
        try {
            URL properties = Objects.requireNonNull(getClass()
                    .getClassLoader()
                    .getResource("META-INF/maven/org.webjars.npm/" + name + "/pom.properties"));
            URI jar = ((JarURLConnection) properties.openConnection())
                    .getJarFileURL()
                    .toURI();
            try (FileSystem files = FileSystems.newFileSystem(Path.of(jar));
                    Stream<Path> versions = Files.list(files.getPath(WEBJARS + name))) {
                Path target = directory.resolve(name);
                copy(versions.findFirst().orElseThrow(), target);
                return target;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : paths.toList()) {
                Path copy = target.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
    }

    /** Runs a script and returns its output, standard error included. */
    static String run(Path script, List<String> arguments) {
        Path driver = Driver.ensureDriverInstalled(Map.of(), false).driverDir();
        Path windows = driver.resolve("node.exe");
        List<String> command = new ArrayList<>();
        command.add((Files.exists(windows) ? windows : driver.resolve("node")).toString());
        command.add(script.toString());
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream output = process.getInputStream()) {
                return new String(output.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
