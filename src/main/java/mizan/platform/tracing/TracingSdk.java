package mizan.platform.tracing;

import io.micronaut.core.value.PropertyResolver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;
import mizan.platform.Version;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts OpenTelemetry's SDK: spans are sent in batches by a thread of its own, with the HTTP client of the JDK. */
final class TracingSdk {

    /** Apply where the environment says nothing else. */
    private static final Map<String, String> DEFAULTS =
            Map.of("otel.service.name", "mizan", "otel.exporter.otlp.protocol", "http/protobuf");

    /** Metrics are at /prometheus, and logs go to standard output. */
    private static final Map<String, String> FIXED = Map.of(
            "otel.traces.exporter", "otlp",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.propagators", "none");

    /** A strong reference: java.util.logging forgets loggers that nothing refers to. */
    private static final Logger LOG = Logger.getLogger("io.opentelemetry");

    private TracingSdk() {}

    static OpenTelemetrySdk start(PropertyResolver settings) {
        logToSlf4j();
        Map<String, String> properties = new HashMap<>(FIXED);
        TracingSettings.NAMES.forEach(
                name -> settings.getProperty(name, String.class).ifPresent(value -> properties.put(name, value)));
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesCustomizer(_ -> properties)
                .addResourceCustomizer((resource, _) -> resource.merge(
                        Resource.create(Attributes.of(AttributeKey.stringKey("service.version"), Version.NUMBER))))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    /** The SDK logs with java.util.logging, at most some lines a minute while a collector is away. */
    private static void logToSlf4j() {
        if (LOG.getHandlers().length == 0) {
            LOG.setUseParentHandlers(false);
            LOG.addHandler(new SLF4JBridgeHandler());
        }
    }
}
