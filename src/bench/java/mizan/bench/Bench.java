package mizan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command: makes a data set, starts the service beside it, and measures. Ends with 1 if any answer was wrong. */
@Command(name = "src/bench/run", description = "Measures the service and its limits.", mixinStandardHelpOptions = true)
final class Bench implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path work = options.work.toAbsolutePath();
        Files.createDirectories(work);
        boolean isRight = options.scale.isEmpty() ? throughput(work) : new Scales(options, work).run();
        return isRight ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean throughput(Path work) {
        Volume volume = Volume.of(options.comments, options.pending());
        DataSet data = new DataSet(work, volume);
        data.fill();
        try (Database database = data.start();
                Service service = Service.start(options.jar, work, database, options.flags, options.port)) {
            return new Throughput(options, volume, database, service).measure();
        } finally {
            data.delete();
        }
    }
}
