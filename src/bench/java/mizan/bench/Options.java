package mizan.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** What can be asked of the benchmark. */
final class Options {

    @Option(names = "--quick", description = "Short turns: in under two minutes, less exact.")
    boolean isQuick;

    @Option(names = "--only", split = ",", description = "These figures only, such as read,submit-16.")
    List<String> only = List.of();

    @Option(names = "--comments", description = "How many decided comments are stored.")
    int comments = 12_000;

    @Option(names = "--pending", description = "How many wait; decisions use them up.")
    int pending = 400_000;

    @Option(
            names = "--scale",
            split = ",",
            description = "How long one client waits with so many comments, such as 10000,1000000,10000000.")
    List<Integer> scale = List.of();

    @Option(names = "--fill", description = "With --scale: makes the data sets and keeps them. 10,000,000 take 25 GB.")
    boolean isFilling;

    @Option(
            names = "--filled",
            description = "With --scale: measures in the data sets that --fill has made, and keeps them.")
    boolean isFilled;

    @Option(names = "--rounds", description = "How often each is measured.")
    int rounds = 3;

    @Option(names = "--seconds", description = "How long one turn is.")
    double seconds = 4;

    @Option(names = "--port", description = "The first of three ports.")
    int port = 8130;

    @Option(names = "--jar", description = "The service.")
    Path jar = Path.of("target/mizan.jar");

    @Option(names = "--work", description = "Where data, logs and the table go.")
    Path work = Path.of("target/bench");

    /** Those of the image, and the heap that it takes in a container of 512 MiB. */
    @Option(names = "--jvm", split = " ", description = "The JVM's flags, of the service and of the bare server.")
    List<String> flags = List.of("@src/main/jvm.options", "-Xmx102m");

    Duration turn() {
        return Duration.ofMillis(isQuick ? 1_500 : (long) (seconds * 1_000));
    }

    Duration warmUp() {
        return Duration.ofMillis(isQuick ? 2_000 : 6_000);
    }

    /** Of the service, whose JVM compiles what is used much for about half a minute. */
    Duration serviceWarmUp() {
        return Duration.ofMillis(isQuick ? 2_000 : 20_000);
    }

    int rounds() {
        return isQuick ? 2 : rounds;
    }

    int pending() {
        return isQuick ? pending / 2 : pending;
    }

    boolean isAskedFor(String name) {
        return only.isEmpty() || only.contains(name);
    }
}
