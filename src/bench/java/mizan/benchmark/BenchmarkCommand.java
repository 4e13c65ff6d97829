package mizan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mizan.benchmark.data.DataSet;
import mizan.benchmark.data.DataSize;
import mizan.benchmark.process.PostgresServer;
import mizan.benchmark.process.ServiceProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line of the benchmark. Its exit code is 1 if any response was unexpected. */
@Command(
        name = "src/bench/run",
        description = "Measures the service and the limits of its platform.",
        mixinStandardHelpOptions = true)
final class BenchmarkCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    private BenchmarkCommand() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path directory = options.directory.toAbsolutePath();
        Files.createDirectories(directory);
        boolean isSuccess =
                options.scale.isEmpty() ? throughput(directory) : new ScaleBenchmark(options, directory).run();
        return isSuccess ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean throughput(Path directory) {
        DataSize size = DataSize.of(options.comments, options.pending());
        DataSet data = new DataSet(directory, size);
        data.generate();
        try (PostgresServer database = data.start();
                ServiceProcess service =
                        ServiceProcess.start(options.jar, directory, database, options.flags, options.port)) {
            return new ThroughputBenchmark(options, size, database, service).measure();
        } finally {
            data.delete();
        }
    }
}
