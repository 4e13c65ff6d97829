package mizan.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The service and its limit at the same work, in turns, so that whatever else the machine does hits both. */
final class Contest {

    private final String name;
    private final Turn service;
    private final Turn limit;
    private final List<Measured> ofService = new ArrayList<>();
    private final List<Measured> ofLimit = new ArrayList<>();

    Contest(String name, Turn service, Turn limit) {
        this.name = name;
        this.service = service;
        this.limit = limit;
    }

    String name() {
        return name;
    }

    /** Both work for so long, and nothing is noted. */
    void warmUp(Duration ofService, Duration ofLimit) {
        service.take(ofService);
        limit.take(ofLimit);
    }

    void round(Duration duration) {
        // In turns who begins: what one leaves behind, the other finds.
        if (ofService.size() % 2 == 0) {
            ofService.add(service.take(duration));
            ofLimit.add(limit.take(duration));
        } else {
            ofLimit.add(limit.take(duration));
            ofService.add(service.take(duration));
        }
    }

    Figure figure() {
        return Figure.of(name, ofService, limit().value());
    }

    Figure limit() {
        Figure figure = Figure.of("limit-" + name, ofLimit, Double.NaN);
        return figure.relativeTo(figure.value());
    }

    /** Works for so long. */
    @FunctionalInterface
    interface Turn {
        Measured take(Duration duration);
    }
}
