package mizan.platform.tracing;

import io.micronaut.core.value.PropertyResolver;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/**
 * Checks the settings of traces. Their names and values are those of OpenTelemetry's specification of environment variables;
 * the SDK reads further ones, such as those of certificates.
 */
public final class TracingSettings implements SettingsCheck {

    private static final String DISABLED = "otel.sdk.disabled";
    private static final String EXPORTER = "otel.traces.exporter";
    private static final String SAMPLER_ARGUMENT = "otel.traces.sampler.arg";

    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");
    private static final List<String> PROTOCOLS =
            List.of("otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol");

    /** With these the SDK is configured, wherever they are set. */
    static final List<String> NAMES = Stream.of(
                    ENDPOINTS,
                    PROTOCOLS,
                    List.of(
                            "otel.bsp.schedule.delay",
                            "otel.exporter.otlp.headers",
                            "otel.exporter.otlp.timeout",
                            "otel.resource.attributes",
                            "otel.service.name",
                            "otel.traces.sampler",
                            SAMPLER_ARGUMENT))
            .flatMap(List::stream)
            .toList();

    private static final Set<String> SAMPLERS = Set.of(
            "always_on",
            "always_off",
            "traceidratio",
            "parentbased_always_on",
            "parentbased_always_off",
            "parentbased_traceidratio");

    @Override
    public void check(Settings settings) {
        settings.checkBoolean(DISABLED);
        settings.check(EXPORTER, "otlp or none", value -> value.equals("otlp") || value.equals("none"));
        ENDPOINTS.forEach(name -> settings.checkSecret(
                name, "a URL such as http://collector.monitoring:4318", TracingSettings::isEndpoint));
        PROTOCOLS.forEach(name -> settings.check(name, "http/protobuf", value -> value.equals("http/protobuf")));
        settings.check(
                "otel.traces.sampler", "one of " + SAMPLERS.stream().sorted().toList(), SAMPLERS::contains);
        settings.check(
                SAMPLER_ARGUMENT, "a number from 0 to 1", value -> value.matches("0(\\.\\d{1,9})?|1(\\.0{1,9})?"));
        settings.checkNumber("otel.bsp.schedule.delay", 1, Duration.ofHours(1).toMillis());
        settings.checkNumber(
                "otel.exporter.otlp.timeout", 1, Duration.ofMinutes(10).toMillis());
    }

    /** Whether an exporter or an endpoint is configured. */
    static boolean areTracesOn(PropertyResolver settings) {
        boolean hasEndpoint = ENDPOINTS.stream().anyMatch(settings::containsProperty);
        String exporter = settings.getProperty(EXPORTER, String.class).orElse(hasEndpoint ? "otlp" : "none");
        boolean isDisabled = settings.getProperty(DISABLED, Boolean.class).orElse(false);
        return exporter.equals("otlp") && !isDisabled;
    }

    private static boolean isEndpoint(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
