package mizan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mizan.email.OpenVault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command: makes a data set, starts the service beside it, and measures. Ends with 1 if any answer was wrong. */
@Command(name = "src/bench/run", description = "Measures the service and its limits.", mixinStandardHelpOptions = true)
final class Bench implements Callable<Integer> {

    private static final String DATA = "postgresql";

    @Mixin
    private Options options = new Options();

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path work = options.work.toAbsolutePath();
        delete(work);
        Files.createDirectories(work);
        Volume volume = Volume.of(options.comments, options.pending());
        long start = System.nanoTime();
        try (Database database = Database.startToFill(work.resolve(DATA))) {
            new Fill(database, volume, OpenVault.of(Service.secrets(work))).run();
        }
        System.err.printf("filled in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
        try (Database database = Database.start(work.resolve(DATA));
                Service service = Service.start(options.jar, work, database, options.flags, options.port)) {
            return new Throughput(options, volume, database, service).measure() ? 0 : 1;
        } finally {
            delete(work.resolve(DATA));
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
