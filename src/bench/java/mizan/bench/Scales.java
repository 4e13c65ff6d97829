package mizan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The same with few comments and with many: what grows with what was ever stored shows here. */
final class Scales {

    private static final int PENDING = 100_000;

    private final Options options;
    private final Path work;

    Scales(Options options, Path work) {
        this.options = options;
        this.work = work;
    }

    /** @return whether all was right */
    boolean run() {
        if (!options.isFilled) {
            options.scale.forEach(comments -> new DataSet(directory(comments), volume(comments)).fill());
        }
        if (options.isFilling) {
            return true;
        }
        List<Map<String, Measured>> measured = new ArrayList<>();
        String sizes = "";
        for (int comments : options.scale) {
            DataSet data = new DataSet(directory(comments), volume(comments));
            try (Database database = data.start();
                    Service service =
                            Service.start(options.jar, directory(comments), database, options.flags, options.port)) {
                measured.add(new Scale(options, volume(comments), database, service).measure());
                sizes = Sizes.of(database, volume(comments));
            }
            if (!options.isFilled) {
                data.delete();
            }
        }
        print(measured);
        System.out.println(sizes);
        return measured.stream().flatMap(each -> each.values().stream()).allMatch(each -> each.errors() == 0);
    }

    private void print(List<Map<String, Measured>> measured) {
        System.out.printf("p50 and p99 in ms, and p50 relative to the first, of %s comments%n", options.scale);
        for (String name : measured.getFirst().keySet()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-16s", name));
            double first = of(measured.getFirst(), name).millis(50);
            for (Map<String, Measured> each : measured) {
                Measured found = of(each, name);
                line.append(String.format(
                        Locale.ROOT,
                        " | %8.2f %8.2f %5.2f %5d %d",
                        found.millis(50),
                        found.millis(99),
                        found.millis(50) / first,
                        found.latencies().getTotalCount(),
                        found.errors()));
            }
            System.out.println(line);
        }
    }

    private static Measured of(Map<String, Measured> measured, String name) {
        return Objects.requireNonNull(measured.get(name));
    }

    private Path directory(int comments) {
        return work.resolve("scale-" + comments);
    }

    private static Volume volume(int comments) {
        return Volume.of(comments, PENDING);
    }
}
