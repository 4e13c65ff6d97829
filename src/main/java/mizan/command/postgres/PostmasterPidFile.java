package mizan.command.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The lock file of a PostgreSQL server in its data folder (postmaster.pid).
 *
 * @param startedAt the time of the start, in epoch seconds
 */
record PostmasterPidFile(long pid, long startedAt, int port, boolean isReady) {

    static final String FILE = "postmaster.pid";

    private static final int PID = 0;
    private static final int START = 2;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    private static final int START_TOLERANCE_SECONDS = 5;

    /** Empty if the file does not exist, or is incomplete. */
    static Optional<PostmasterPidFile> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines =
                Files.readAllLines(file).stream().map(String::strip).toList();
        if (lines.size() <= PORT
                || !lines.get(PID).matches("\\d{1,10}")
                || !lines.get(START).matches("\\d{1,12}")
                || !lines.get(PORT).matches("\\d{1,5}")) {
            return Optional.empty();
        }
        return Optional.of(new PostmasterPidFile(
                Long.parseLong(lines.get(PID)),
                Long.parseLong(lines.get(START)),
                Integer.parseInt(lines.get(PORT)),
                lines.size() > STATUS && lines.get(STATUS).equals("ready")));
    }

    /** The process of the server, if it runs. After a restart another process may have its pid, but not its start time. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").contains("postgres"))
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Math.abs(start.getEpochSecond() - startedAt) <= START_TOLERANCE_SECONDS)
                        .orElse(false));
    }
}
