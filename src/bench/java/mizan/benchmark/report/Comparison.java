package mizan.benchmark.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mizan.benchmark.load.Measurement;

/** Measures the service and its limit in alternating rounds, so that disturbances of the machine affect both. */
public final class Comparison {

    private final String name;
    private final Round service;
    private final Round limit;
    private final List<Measurement> serviceRounds = new ArrayList<>();
    private final List<Measurement> limitRounds = new ArrayList<>();

    public Comparison(String name, Round service, Round limit) {
        this.name = name;
        this.service = service;
        this.limit = limit;
    }

    public String name() {
        return name;
    }

    /** Runs both without a measurement. */
    public void warmUp(Duration ofService, Duration ofLimit) {
        service.run(ofService);
        limit.run(ofLimit);
    }

    public void round(Duration duration) {
        // The first one alternates, because each run may affect the next one.
        if (serviceRounds.size() % 2 == 0) {
            serviceRounds.add(service.run(duration));
            limitRounds.add(limit.run(duration));
        } else {
            limitRounds.add(limit.run(duration));
            serviceRounds.add(service.run(duration));
        }
    }

    public Result serviceResult() {
        return Result.of(name, serviceRounds, limitResult().value());
    }

    public Result limitResult() {
        Result result = Result.of("limit-" + name, limitRounds, Double.NaN);
        return result.relativeTo(result.value());
    }

    /** Runs clients for some time and measures them. */
    @FunctionalInterface
    public interface Round {
        Measurement run(Duration duration);
    }
}
