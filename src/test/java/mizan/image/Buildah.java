package mizan.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builds an image with buildah, which needs no daemon. The base images are replaced by a stand-in without files of its own:
 * the programs, the JDK and the Maven of this machine are mounted. So nothing is downloaded but libraries.
 */
final class Buildah implements AutoCloseable {

    private static final String BASE = "localhost/mizan-base";
    private static final String IMAGE = "localhost/mizan-tested";

    private static final Path JAVA = Path.of("/opt/java/openjdk");

    /** At the same path in the image: Debian's Maven consists of relative links. */
    private static final Path MAVEN = Path.of(System.getProperty("maven.home", "/usr/share/maven"));

    /** Links on Debian and others: /bin is /usr/bin. */
    private static final List<String> PROGRAM_FOLDERS = List.of("/bin", "/sbin", "/lib", "/lib64");

    private final Path folder;

    Buildah(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Whether buildah and the programs that run its image are installed, and this machine lets them create namespaces. */
    static boolean isUsable() {
        return "root".equals(System.getProperty("user.name"))
                && Stream.of("buildah", "unshare", "setpriv", "chroot").allMatch(Buildah::isInstalled)
                && succeeds("unshare", "--mount", "--pid", "--fork", "true");
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** The folders of this machine that the stand-in lacks, by their places in the image. */
    static Map<Path, Path> mounts() {
        Map<Path, Path> mounts = new LinkedHashMap<>();
        mounts.put(JAVA, Path.of(System.getProperty("java.home")));
        Stream.of("/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib64")
                .map(Path::of)
                .filter(Files::isDirectory)
                .forEach(path -> mounts.put(path, path));
        return mounts;
    }

    /** Builds the Dockerfile of the repository. */
    void build(Map<String, String> arguments) throws IOException {
        createBase();
        List<String> command = new ArrayList<>(List.of(
                "bud", "--isolation=chroot", "--pull=never", "--layers=false", "--format=docker", "--tag=" + IMAGE));
        Map<Path, Path> mounts = mounts();
        mounts.put(MAVEN, MAVEN);
        Stream.of("/usr/share/java", "/usr/share/maven", "/usr/share/maven-repo", "/etc/maven", "/etc/java", "/etc/ssl")
                .map(Path::of)
                .filter(Files::isDirectory)
                .forEach(path -> mounts.put(path, path));
        mounts.forEach((inside, outside) -> command.add("--volume=" + outside + ":" + inside + ":ro"));
        command.add("--volume=" + System.getProperty("maven.repo.local") + ":/root/.m2/repository");
        Path settings = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
        if (Files.exists(settings)) {
            command.add("--volume=" + settings + ":/root/.m2/settings.xml:ro");
        }
        command.addAll(List.of("--build-arg=BUILD_IMAGE=" + BASE, "--build-arg=RUN_IMAGE=" + BASE));
        arguments.forEach((name, value) -> command.add("--build-arg=" + name + "=" + value));
        command.add(".");
        run(command);
    }

    /** Unpacks the image. Returns its root directory. */
    Path unpack() {
        String container = run(List.of("from", "--pull=never", IMAGE)).strip();
        return Path.of(run(List.of("mount", container)).strip());
    }

    /** The configuration of the image as JSON. */
    String configuration() {
        return run(List.of("inspect", "--type=image", "--format={{.Config}}", IMAGE));
    }

    private void createBase() throws IOException {
        Path root = Files.createDirectories(folder.resolve("base"));
        for (String name : List.of("etc", "tmp", "dev", "proc", "usr/local/bin", "root")) {
            Files.createDirectories(root.resolve(name));
        }
        Files.setPosixFilePermissions(root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (String name : PROGRAM_FOLDERS) {
            Path link = Path.of(name);
            if (Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(root.resolve(name.substring(1)), Files.readSymbolicLink(link));
            }
        }
        Files.writeString(root.resolve("etc/passwd"), """
                root:x:0:0:root:/root:/bin/sh
                nobody:x:65534:65534:nobody:/nonexistent:/bin/sh
                """);
        Files.writeString(root.resolve("etc/group"), """
                root:x:0:
                nogroup:x:65534:
                """);
        String container = run(List.of("from", "scratch")).strip();
        run(List.of("copy", "--quiet", container, root.toString(), "/"));
        run(List.of(
                "config",
                "--env=JAVA_HOME=" + JAVA,
                "--env=PATH=" + JAVA + "/bin:" + MAVEN + "/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                container));
        run(List.of("commit", "--quiet", "--rm", container, BASE));
    }

    /** Runs buildah with a store of its own, and returns its output. */
    private String run(Collection<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "buildah",
                // Works on each file system, also in a container.
                "--storage-driver=vfs",
                "--root=" + folder.resolve("store"),
                "--runroot=" + folder.resolve("run")));
        command.addAll(arguments);
        Path log = folder.resolve("buildah.log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(Redirect.appendTo(log.toFile()))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            int exitCode = process.onExit().join().exitValue();
            assertThat(exitCode)
                    .as("%s%n%s%n%s", String.join(" ", command), output, Files.readString(log))
                    .isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run(List.of("umount", "--all"));
        run(List.of("rm", "--all"));
        run(List.of("rmi", "--all", "--force"));
    }
}
