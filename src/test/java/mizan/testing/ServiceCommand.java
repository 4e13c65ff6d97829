package mizan.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the service as a process. */
public final class ServiceCommand {

    /**
     * JVM options for a short life. The first process stores its loaded classes when it ends, and later ones start with half of
     * the CPU time.
     */
    public static final List<String> FAST_START = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + classArchive(),
            "-Xlog:cds=off,cds+dynamic=off");

    private ServiceCommand() {}

    /**
     * Runs the packaged service in integration tests, which starts with a third less CPU time, and the compiled classes where
     * a single test runs without the package.
     *
     * @param jvmOptions the options of the JVM
     * @param arguments the command of the service; none starts it
     */
    public static List<String> line(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        String jar = System.getProperty("mizan.jar");
        command.addAll(
                jar == null
                        ? List.of(
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                "mizan.Application")
                        : List.of("-jar", jar));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path classArchive() {
        Path archive = Path.of("target", "classes-" + ProcessHandle.current().pid() + ".jsa")
                .toAbsolutePath();
        archive.toFile().deleteOnExit();
        return archive;
    }
}
