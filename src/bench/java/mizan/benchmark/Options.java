package mizan.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The command-line options of the benchmark. */
public final class Options {

    @Option(names = "--quick", description = "Short rounds: less than two minutes, less exact.")
    boolean isQuick;

    @Option(names = "--only", split = ",", description = "Run these scenarios only, such as read,submit-16.")
    List<String> only = List.of();

    @Option(names = "--comments", description = "The number of decided comments.")
    int comments = 12_000;

    @Option(names = "--pending", description = "The number of pending comments; approvals use them up.")
    int pending = 400_000;

    @Option(
            names = "--scale",
            split = ",",
            description = "Measure the latency of one client with this many comments, such as 10000,1000000,10000000.")
    List<Integer> scale = List.of();

    @Option(
            names = "--fill",
            description = "With --scale: only generate the data sets. 10,000,000 comments take 25 GB.")
    boolean isFillOnly;

    @Option(names = "--filled", description = "With --scale: use the data sets of --fill, and keep them.")
    boolean isFilled;

    @Option(names = "--rounds", description = "The number of rounds of each scenario.")
    int rounds = 3;

    @Option(names = "--seconds", description = "The duration of one round.")
    double seconds = 4;

    @Option(names = "--port", description = "The first of three ports.")
    int port = 8130;

    @Option(names = "--jar", description = "The jar of the service.")
    Path jar = Path.of("target/mizan.jar");

    @Option(names = "--work", description = "The directory for data, logs and the result table.")
    Path directory = Path.of("target/bench");

    /** The flags of the image, and its heap size in a container of 512 MiB. */
    @Option(names = "--jvm", split = " ", description = "The JVM flags of the service and of the bare server.")
    public List<String> flags = List.of("@src/main/jvm.options", "-Xmx102m");

    public Duration roundDuration() {
        return Duration.ofMillis(isQuick ? 1_500 : (long) (seconds * 1_000));
    }

    Duration warmUp() {
        return Duration.ofMillis(isQuick ? 2_000 : 6_000);
    }

    /** The warm-up of the service. Its JVM compiles hot code for about half a minute. */
    Duration serviceWarmUp() {
        return Duration.ofMillis(isQuick ? 2_000 : 20_000);
    }

    public int rounds() {
        return isQuick ? 2 : rounds;
    }

    int pending() {
        return isQuick ? pending / 2 : pending;
    }

    boolean isSelected(String name) {
        return only.isEmpty() || only.contains(name);
    }
}
