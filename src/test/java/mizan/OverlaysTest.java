package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders the overlays, and checks them against the Pod Security Standard «restricted» and what the documentation promises. */
class OverlaysTest {

    private static final Path OVERLAYS = Path.of("k8s/overlays");

    /** Kinds of CloudNativePG. No library knows their fields: a schema of the tests has those that the manifests use. */
    private static final Set<String> DATABASE_KINDS = Set.of("Cluster", "ScheduledBackup");

    private static final Schema DATABASE_SCHEMA = SchemaRegistry.withDialect(Dialects.getDraft202012())
            .getSchema(SchemaLocation.of("classpath:cloudnative-pg.schema.json"));

    /** What «restricted» requires of a container. */
    private static final List<String> RESTRICTED =
            List.of("allowPrivilegeEscalation=false", "readOnlyRootFilesystem=true", "capabilities.drop.0=ALL");

    private static final Pattern CONTAINER = Pattern.compile("(.*\\.(?:initContainers|containers)\\.[^.]+\\.)image=.*");

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void manifestsUseOnlyKnownFields(String overlay) {
        assertThat(facts(overlay))
                .filteredOn(OverlaysTest::isUnknown)
                .allMatch(fact -> DATABASE_KINDS.contains(fact.replaceAll("[?=]", "")));
    }

    @Test
    void databaseFitsTheSchemaOfItsOperator() {
        List<String> documents = Manifests.rendered(OVERLAYS.resolve("production"))
                .filter(document -> DATABASE_KINDS.contains(kind(document)))
                .toList();

        assertThat(documents).hasSameSizeAs(DATABASE_KINDS);
        assertThat(documents)
                .allSatisfy(document -> assertThat(databaseFaults(document)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "instances: 3, instance: 3",
        "instances: 3, instances: three",
        "method: any, method: every",
        "number: 1, numbers: 1",
        "'log_statement: none', 'log_statement: [none]'",
        "postInitSQL:, postInitSql:",
        "ensure: present, ensure: presents",
        "login: true, login: yes please",
        "size: 50Gi, sizes: 50Gi",
        "memory: 2Gi, ram: 2Gi",
        "retentionPolicy: 30d, retentionPolicy: 30 days",
        "accessKeyId:, accessKeyID:",
        "key: ACCESS_KEY_ID, keys: ACCESS_KEY_ID",
        "'0 0 2 * * *', '0 2 * * *'",
        "backupOwnerReference: self, backupOwnerReference: me",
        "postgresql.cnpg.io/v1, postgresql.cnpg.io/v2"
    })
    void mistakeInTheDatabaseIsFound(String right, String wrong) {
        String text = Manifests.text(OVERLAYS.resolve("production/database.yaml"));

        assertThat(text).contains(right);
        assertThat(Stream.of(text.replace(right, wrong).split("(?m)^---$"))
                        .flatMap(document -> databaseFaults(document).stream()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "monitoring/alerts.yaml, expr, expression",
        "monitoring/alerts.yaml, groups, group",
        "monitoring/alerts.yaml, for, while",
        "overlays/production/monitoring.yaml, podMetricsEndpoints, endpoints",
        "overlays/production/monitoring.yaml, interval, every",
        "overlays/production/monitoring.yaml, matchLabels, matchingLabels",
        "overlays/production/gateway-route.yaml, hostnames, hosts",
        "overlays/production/gateway-route.yaml, backendRefs, backends",
        "overlays/production/autoscaling.yaml, averageValue, average"
    })
    void misspeltFieldOfAnotherKindIsFound(String file, String right, String wrong) {
        String text = Manifests.text(Path.of("k8s").resolve(file));

        assertThat(Stream.of(text, text.replace(right + ":", wrong + ":"))
                        .map(manifests -> Stream.of(manifests.split("(?m)^---$"))
                                .flatMap(document -> Manifests.facts(kind(document), document))
                                .anyMatch(OverlaysTest::isUnknown)))
                .containsExactly(false, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void podsAreRestricted(String overlay) {
        List<String> facts = facts(overlay);
        List<String> containers = groups(CONTAINER, facts);

        assertThat(containers).hasSizeGreaterThan(1);
        assertThat(containers).allSatisfy(container -> {
            assertThat(facts).containsAll(prefixed(container + "securityContext.", RESTRICTED));
            assertThat(facts).anyMatch(fact -> fact.startsWith(container + "resources.limits.memory="));
        });
        assertThat(containers.stream().map(path -> path.replaceFirst("\\.(init)?[cC]ontainers.*", ".")))
                .allSatisfy(pod -> assertThat(facts)
                        .contains(
                                pod + "securityContext.runAsNonRoot=true",
                                pod + "securityContext.seccompProfile.type=RuntimeDefault",
                                pod + "automountServiceAccountToken=false"));
        assertThat(facts)
                .noneMatch(fact -> fact.matches(
                        ".*\\.(hostPath|hostNetwork|hostPID|hostIPC|hostPort|privileged|procMount|sysctls|add)\\b.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void imagesOfTheServiceHaveTheVersionOfTheBase(String overlay) {
        String image = Manifests.WRITTEN.value("Deployment.spec.template.spec.containers.mizan.image");

        assertThat(facts(overlay))
                .filteredOn(fact -> fact.matches(".*\\.image=mizan.*"))
                .hasSizeGreaterThan(1)
                .allMatch(fact -> fact.endsWith("image=" + image));
    }

    @Test
    void allPodsOfProductionTrustTheDatabasesOwnAuthority() {
        assertThat(Manifests.rendered(OVERLAYS.resolve("production"))
                        .filter(document -> document.contains("name: database-ca")))
                .hasSize(3)
                .allSatisfy(document -> assertThat(document)
                        .containsPattern("secretName: mizan-database-ca")
                        .doesNotContain("name: mizan-database-ca\n"));
    }

    @Test
    void productionKeepsItsPromises() {
        List<String> facts = facts("production");

        assertThat(facts)
                .contains(
                        "Deployment.spec.strategy.rollingUpdate.maxUnavailable=0",
                        "HorizontalPodAutoscaler.spec.scaleTargetRef.name=mizan",
                        "HorizontalPodAutoscaler.spec.minReplicas=3",
                        "NetworkPolicy.spec.podSelector={}",
                        "PodDisruptionBudget.spec.minAvailable=2",
                        "Ingress.spec.rules.0.host=comments.example")
                .noneMatch(fact -> fact.startsWith("Deployment.spec.replicas="))
                .noneMatch(fact -> fact.matches("NetworkPolicy\\.spec\\.egress\\.1\\.to=.*"))
                .anyMatch(fact -> fact.startsWith("Job.spec.template.spec.containers.migration.envFrom"));
        assertThat(Manifests.rendered(OVERLAYS.resolve("production")).map(OverlaysTest::kind))
                .contains("HTTPRoute", "PodMonitor", "PrometheusRule")
                .containsAll(DATABASE_KINDS);
    }

    @Test
    void replicasHaveFewerConnectionsThanTheDatabase() {
        int maxReplicas = Integer.parseInt(
                groups(Pattern.compile("HorizontalPodAutoscaler\\.spec\\.maxReplicas=(\\d+)"), facts("production"))
                        .getFirst());
        int connections = Integer.parseInt(groups(
                        Pattern.compile("max_connections: \"(\\d+)\""),
                        List.of(Manifests.text(OVERLAYS.resolve("production/database.yaml"))))
                .getFirst());

        // A rollout runs one additional replica, and the operator and its standbys need some.
        assertThat((maxReplicas + 1) * 16 + 20).isLessThan(connections);
    }

    @Test
    void eachAlertHasARunbook() {
        String alerts = Manifests.text(Path.of("k8s/monitoring/alerts.yaml"));
        List<String> names = groups(Pattern.compile("alert: (\\w+)"), List.of(alerts));

        assertThat(names).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(groups(Pattern.compile("runbook_url: \\S+#(\\w+)"), List.of(alerts)))
                .containsExactlyElementsOf(names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(groups(Pattern.compile("(?m)^## (\\w+)$"), List.of(Manifests.text(Path.of("src/docs/runbooks.md")))))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    private static List<String> facts(String overlay) {
        return Manifests.rendered(OVERLAYS.resolve(overlay))
                .flatMap(document -> Manifests.facts(kind(document), document))
                .toList();
    }

    private static String kind(String document) {
        return groups(Pattern.compile("(?m)^kind: (\\w+)$"), List.of(document)).getFirst();
    }

    private static boolean isUnknown(String fact) {
        return fact.substring(0, fact.indexOf('=')).contains("?");
    }

    private static List<Error> databaseFaults(String document) {
        return DATABASE_SCHEMA.validate(Manifests.json(document), InputFormat.JSON);
    }

    private static List<String> prefixed(String prefix, List<String> texts) {
        return texts.stream().map(prefix::concat).toList();
    }

    /** Returns the first group of each match. */
    private static List<String> groups(Pattern pattern, List<String> texts) {
        Function<String, Stream<MatchResult>> matches =
                text -> pattern.matcher(text).results();
        return texts.stream()
                .flatMap(matches)
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
