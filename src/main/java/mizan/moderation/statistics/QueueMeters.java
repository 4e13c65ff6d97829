package mizan.moderation.statistics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Gauges of the number and age of pending comments of each site. They are NaN while the database is unavailable. */
@Singleton
public class QueueMeters {

    private static final double MILLIS = 1_000.0;

    private final Clock clock;

    private volatile @Nullable Map<String, Backlog> backlogs;

    QueueMeters(Sites sites, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        sites.all().forEach(site -> register(site, meters));
    }

    public void update(Map<String, Backlog> current) {
        backlogs = current;
    }

    public void clear() {
        backlogs = null;
    }

    private void register(Site site, MeterRegistry meters) {
        Gauge.builder("mizan.queue.pending", () -> value(site, Backlog::pending))
                .description("Pending comments")
                .tag("site", site.name())
                .register(meters);
        Gauge.builder(
                        "mizan.queue.oldest",
                        () -> value(
                                site,
                                backlog -> backlog.oldestAge(clock.instant()).toMillis() / MILLIS))
                .description("Age of the oldest pending comment")
                .baseUnit("seconds")
                .tag("site", site.name())
                .register(meters);
    }

    private double value(Site site, ToDoubleFunction<Backlog> number) {
        Map<String, Backlog> current = backlogs;
        Backlog backlog = current == null ? null : current.get(site.name());
        return backlog == null ? Double.NaN : number.applyAsDouble(backlog);
    }
}
