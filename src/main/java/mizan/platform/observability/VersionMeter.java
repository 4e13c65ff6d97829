package mizan.platform.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import mizan.platform.Version;

/** The version of the service as a label of a gauge that is always 1, as Prometheus recommends. */
@Singleton
final class VersionMeter implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("mizan.version", () -> 1)
                .description("The version of the service")
                .tag("version", Version.NUMBER)
                .tag("java", String.valueOf(Runtime.version().feature()))
                .register(registry);
    }
}
