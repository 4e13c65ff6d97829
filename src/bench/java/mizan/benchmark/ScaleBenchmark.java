package mizan.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import mizan.benchmark.data.DataSet;
import mizan.benchmark.data.DataSize;
import mizan.benchmark.data.StorageReport;
import mizan.benchmark.load.Measurement;
import mizan.benchmark.process.PostgresServer;
import mizan.benchmark.process.ServiceProcess;

/** Measures the same requests with databases of different sizes, to show which latencies depend on the size. */
final class ScaleBenchmark {

    private static final int PENDING = 100_000;

    private final Options options;
    private final Path directory;

    ScaleBenchmark(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
    }

    /** @return whether all responses were the expected ones */
    boolean run() {
        if (!options.isFilled) {
            options.scale.forEach(comments -> new DataSet(directory(comments), size(comments)).generate());
        }
        if (options.isFillOnly) {
            return true;
        }
        List<Map<String, Measurement>> measurements = new ArrayList<>();
        String sizes = "";
        for (int comments : options.scale) {
            DataSet data = new DataSet(directory(comments), size(comments));
            try (PostgresServer database = data.start();
                    ServiceProcess service = ServiceProcess.start(
                            options.jar, directory(comments), database, options.flags, options.port)) {
                measurements.add(new ScaleMeasurement(options, size(comments), database, service).measure());
                sizes = StorageReport.of(database, size(comments));
            }
            if (!options.isFilled) {
                data.delete();
            }
        }
        print(measurements);
        System.out.println(sizes);
        return measurements.stream().flatMap(each -> each.values().stream()).allMatch(each -> each.errors() == 0);
    }

    private void print(List<Map<String, Measurement>> measurements) {
        System.out.printf("p50 and p99 in ms, and p50 relative to the first, of %s comments%n", options.scale);
        for (String name : measurements.getFirst().keySet()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-16s", name));
            double first = get(measurements.getFirst(), name).millis(50);
            for (Map<String, Measurement> each : measurements) {
                Measurement measurement = get(each, name);
                line.append(String.format(
                        Locale.ROOT,
                        " | %8.2f %8.2f %5.2f %5d %d",
                        measurement.millis(50),
                        measurement.millis(99),
                        measurement.millis(50) / first,
                        measurement.latencies().getTotalCount(),
                        measurement.errors()));
            }
            System.out.println(line);
        }
    }

    private static Measurement get(Map<String, Measurement> measurements, String name) {
        return Objects.requireNonNull(measurements.get(name));
    }

    private Path directory(int comments) {
        return directory.resolve("scale-" + comments);
    }

    private static DataSize size(int comments) {
        return DataSize.of(comments, PENDING);
    }
}
