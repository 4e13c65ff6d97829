package mizan.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process in an unpacked image, restricted as the manifests restrict it: process 1 of its own namespace, a user without
 * capabilities, a read-only root, and a writable /tmp in memory. It shares the network of this machine.
 */
final class Container implements AutoCloseable {

    private static final String USER = "10001";

    /** Where the keys are mounted. */
    static final String KEYS = "/keys";

    /** Mounts what the image lacks, and starts the program. The mounts end with the process. */
    private static final String START = """
            set -e
            root=$1; keys=$2; access=$3; mounts=$4; shift 4
            mount --bind "$root" "$root"
            for mount in $mounts; do
                mkdir -p "$root${mount#*:}"
                mount --bind -o ro "${mount%%:*}" "$root${mount#*:}"
            done
            mkdir -p "$root/keys"
            mount --bind "$keys" "$root/keys"
            mount -o "remount,bind,$access" "$root/keys"
            mount -t proc proc "$root/proc"
            mount --rbind /dev "$root/dev"
            mount -t tmpfs -o size=64m,mode=1777 tmpfs "$root/tmp"
            mount -o remount,bind,ro "$root"
            exec chroot "$root" setpriv --reuid=%1$s --regid=%1$s --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs "$@"
            """.formatted(USER);

    private final Process process;
    private final Path log;

    private Container(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** A folder for the keys that the user of the image may write to. */
    static Path createKeys(Path folder) throws IOException {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.setAttribute(keys, "unix:uid", Integer.parseInt(USER));
        Files.setAttribute(keys, "unix:gid", Integer.parseInt(USER));
        return keys;
    }

    /**
     * Starts a program.
     *
     * @param root the unpacked image
     * @param keys the folder of the keys
     */
    static Container start(Path root, Path keys, Map<String, String> environment, String... program) {
        String access = program[0].equals("serve") ? "ro" : "rw";
        List<String> mounts = Buildah.mounts().entrySet().stream()
                .map(mount -> mount.getValue() + ":" + mount.getKey())
                .toList();
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--",
                "sh",
                "-c",
                START,
                "sh",
                root.toString(),
                keys.toString(),
                access,
                String.join(" ", mounts)));
        command.addAll(List.of(program));
        try {
            Path log = Files.createTempFile(keys.getParent(), program[0], ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Container(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field of the status of process 1, such as its user or its peak of resident memory. */
    String status(String field) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(first().pid()), "status")).stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .map(line -> line.substring(field.length() + 1).strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGTERM to process 1. Returns the exit code. */
    int stop() throws InterruptedException {
        assertThat(first().destroy()).isTrue();
        return exitCode(Duration.ofSeconds(30));
    }

    int exitCode(Duration limit) throws InterruptedException {
        assertThat(process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS))
                .as(log())
                .isTrue();
        return process.exitValue();
    }

    private ProcessHandle first() {
        return process.children().findFirst().orElseThrow();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
