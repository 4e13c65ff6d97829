package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the Kubernetes manifests, the image and the build against what the documentation promises operators. */
class DeploymentTest {

    private static final String POD = "Deployment.spec.template.spec.";
    private static final String CONTAINER = POD + "containers.mizan.";
    private static final String JOB = "Job.spec.template.spec.";
    private static final String MIZAN = "app.kubernetes.io/name=mizan";
    private static final String SERVICE = "app.kubernetes.io/component=moderation";

    @ParameterizedTest
    @EnumSource
    void manifestsUseOnlyKnownFields(Manifests manifests) {
        assertThat(manifests.facts("")).isNotEmpty().noneMatch(fact -> fact.matches("[^=]*\\?.*"));
    }

    @Test
    void misspeltFieldIsFoundAtAnyDepth() {
        String deployment = Manifests.text(Manifests.BASE.resolve("deployment.yaml"));

        assertThat(Stream.of("replicas", "readOnlyRootFilesystem", "sizeLimit", "seconds")
                        .map(field -> deployment.replace(field + ":", field + "z:"))
                        .flatMap(misspelt -> Manifests.facts("Deployment", misspelt))
                        .filter(fact -> fact.contains("?")))
                .containsExactly(
                        "Deployment.spec.?.replicasz=2",
                        CONTAINER + "securityContext.?.readOnlyRootFilesystemz=true",
                        POD + "volumes.tmp.emptyDir.?.sizeLimitz=64Mi",
                        CONTAINER + "lifecycle.preStop.sleep.?.secondsz=5");
    }

    @Test
    void unknownKindIsFound() {
        assertThat(Manifests.facts("Deploiment", "apiVersion: apps/v1\nkind: Deploiment\nspec: {a: 1}"))
                .containsExactly("?Deploiment=");
    }

    @ParameterizedTest
    @CsvSource({
        "WRITTEN,  Deployment.spec.template.spec., mizan",
        "RENDERED, Deployment.spec.template.spec., mizan",
        "RENDERED, Job.spec.template.spec.,        migration",
        "RENDERED, CronJob.spec.jobTemplate.spec.template.spec., training"
    })
    void podsRunAsUnprivilegedUser(Manifests manifests, String pod, String container) {
        assertThat(manifests.facts(pod + "securityContext."))
                .containsExactlyInAnyOrder(
                        "runAsNonRoot=true",
                        "runAsUser=10001",
                        "runAsGroup=10001",
                        "fsGroup=10001",
                        "seccompProfile.type=RuntimeDefault");
        assertThat(manifests.facts(pod + "containers." + container + ".securityContext."))
                .containsExactlyInAnyOrder(
                        "allowPrivilegeEscalation=false", "readOnlyRootFilesystem=true", "capabilities.drop.0=ALL");
        assertThat(manifests.facts(pod))
                .filteredOn(
                        fact -> fact.startsWith("host") || fact.matches("(initC|ephemeralC|c)ontainers\\..*name=.*"))
                .filteredOn(fact -> !fact.startsWith("containers." + container + "."))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTmpIsWritableAndItsSizeIsLimited(Manifests manifests) {
        assertThat(manifests.facts(CONTAINER + "volumeMounts."))
                .filteredOn(fact -> fact.contains("readOnly="))
                .containsExactlyInAnyOrder("keys.readOnly=true", "sites.readOnly=true", "database-ca.readOnly=true");
        assertThat(manifests.facts(CONTAINER + "volumeMounts."))
                .filteredOn(fact -> fact.contains("mountPath="))
                .containsExactlyInAnyOrder(
                        "keys.mountPath=/etc/mizan/keys",
                        "sites.mountPath=/etc/mizan/sites",
                        "database-ca.mountPath=/etc/mizan/database-ca",
                        "tmp.mountPath=/tmp");
        assertThat(manifests.facts(POD + "volumes.tmp."))
                .containsExactlyInAnyOrder("name=tmp", "emptyDir.sizeLimit=64Mi");
    }

    @ParameterizedTest
    @EnumSource
    void podsHaveNoServiceAccountToken(Manifests manifests) {
        assertThat(manifests.facts(""))
                .contains(
                        "ServiceAccount.automountServiceAccountToken=false",
                        POD + "automountServiceAccountToken=false");
        assertThat(manifests.value(POD + "serviceAccountName"))
                .isEqualTo(manifests.value("ServiceAccount.metadata.name"));
        assertThat(manifests.facts(POD + "volumes.")).noneMatch(fact -> fact.contains("serviceAccountToken"));
    }

    @ParameterizedTest
    @EnumSource
    void probesUseTheManagementPort(Manifests manifests) {
        assertThat(manifests.facts(CONTAINER))
                .contains(
                        "ports.http.containerPort=8080",
                        "env.MICRONAUT_SERVER_PORT.value=8080",
                        "ports.management.containerPort=8081",
                        "env.ENDPOINTS_ALL_PORT.value=8081",
                        "startupProbe.httpGet.path=/health/liveness",
                        "startupProbe.httpGet.port=management",
                        "livenessProbe.httpGet.path=/health/liveness",
                        "livenessProbe.httpGet.port=management",
                        "readinessProbe.httpGet.path=/health/readiness",
                        "readinessProbe.httpGet.port=management");
    }

    @ParameterizedTest
    @EnumSource
    void stoppingPodHasTenSecondsToFinishItsRequests(Manifests manifests) {
        int untilNoOneSends = Integer.parseInt(manifests.value(CONTAINER + "lifecycle.preStop.sleep.seconds"));
        int untilKilled = Integer.parseInt(manifests.value(POD + "terminationGracePeriodSeconds"));

        assertThat(untilNoOneSends).isPositive();
        assertThat(untilKilled).isGreaterThan(untilNoOneSends + 3 + 10);
    }

    @ParameterizedTest
    @EnumSource
    void rolloutsAndDrainsLeaveOneReplicaRunning(Manifests manifests) {
        assertThat(manifests.facts(""))
                .contains(
                        "Deployment.spec.strategy.type=RollingUpdate",
                        "Deployment.spec.strategy.rollingUpdate.maxUnavailable=0",
                        POD + "topologySpreadConstraints.0.topologyKey=topology.kubernetes.io/zone",
                        POD + "topologySpreadConstraints.1.topologyKey=kubernetes.io/hostname",
                        "PodDisruptionBudget.spec.minAvailable=1");
        assertThat(Integer.parseInt(manifests.value("Deployment.spec.replicas")))
                .isGreaterThan(1);
    }

    @ParameterizedTest
    @EnumSource
    void memoryIsRequestedAndLimited(Manifests manifests) {
        assertThat(manifests.facts(CONTAINER + "resources."))
                .containsExactlyInAnyOrder("requests.cpu=250m", "requests.memory=320Mi", "limits.memory=512Mi");
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheMigrationHasThePasswordOfTheOwner(Manifests manifests) {
        assertThat(manifests.facts(CONTAINER)).contains("env.FLYWAY_ENABLED.value=false");
        assertThat(manifests.facts(CONTAINER + "envFrom.")).noneMatch(fact -> fact.contains("mizan-migration"));
        assertThat(manifests.facts(JOB + "containers.migration."))
                .contains("command.0=mizan", "command.1=migrate")
                .anyMatch(fact -> fact.startsWith("envFrom.1.secretRef.name=mizan-migration"))
                .noneMatch(fact -> fact.contains("mizan-keys") || fact.contains("mizan-database-"));
        assertThat(manifests.value(JOB + "containers.migration.image")).isEqualTo(manifests.value(CONTAINER + "image"));
        // The Service must not send requests to it.
        assertThat(manifests.facts("Job.spec.template.metadata.labels."))
                .contains("app.kubernetes.io/component=migration");
    }

    @ParameterizedTest
    @EnumSource
    void trainingHasNoKeyAndNoPasswordOfTheOwner(Manifests manifests) {
        String container = "CronJob.spec.jobTemplate.spec.template.spec.containers.training.";
        assertThat(manifests.facts(container))
                .contains("command.7=screening", "command.8=train")
                .anyMatch(fact -> fact.startsWith("envFrom.1.secretRef.name=mizan-database"))
                .noneMatch(fact -> fact.contains("mizan-keys") || fact.contains("mizan-migration"));
        assertThat(manifests.value(container + "image")).isEqualTo(manifests.value(CONTAINER + "image"));
        assertThat(manifests.facts("CronJob.spec.jobTemplate.spec.template.metadata.labels."))
                .contains("app.kubernetes.io/component=training");
    }

    @ParameterizedTest
    @EnumSource
    void kubernetesServiceExposesOnlyTheApi(Manifests manifests) {
        assertThat(manifests.facts("Service.spec."))
                .containsExactlyInAnyOrder(
                        "selector." + MIZAN,
                        "selector." + SERVICE,
                        "ports.http.name=http",
                        "ports.http.port=8080",
                        "ports.http.targetPort=http");
    }

    @ParameterizedTest
    @EnumSource
    void networkPolicyAllowsOnlyRequiredTraffic(Manifests manifests) {
        assertThat(manifests.facts("NetworkPolicy.spec."))
                .containsExactlyInAnyOrder(
                        "podSelector.matchLabels." + MIZAN,
                        "policyTypes.0=Ingress",
                        "policyTypes.1=Egress",
                        "ingress.0.from.0.namespaceSelector={}",
                        "ingress.0.ports.0.port=8080",
                        "ingress.0.ports.0.protocol=TCP",
                        "ingress.1.from.0.namespaceSelector.matchLabels.kubernetes.io/metadata.name=monitoring",
                        "ingress.1.ports.0.port=8081",
                        "ingress.1.ports.0.protocol=TCP",
                        "egress.0.ports.0.port=53",
                        "egress.0.ports.0.protocol=UDP",
                        "egress.0.ports.1.port=53",
                        "egress.0.ports.1.protocol=TCP",
                        "egress.1.ports.0.port=5432",
                        "egress.1.ports.0.protocol=TCP");
    }

    @ParameterizedTest
    @EnumSource
    void selectorsMatchThePods(Manifests manifests) {
        assertThat(manifests.facts("Deployment.spec.template.metadata.labels.")).contains(MIZAN, SERVICE);
        assertThat(manifests.facts(""))
                .filteredOn(
                        fact -> fact.matches("[^=]*(matchLabels|Service\\.spec\\.selector)\\.[^=]*app\\.kubernetes.*"))
                .containsExactlyInAnyOrder(
                        "Deployment.spec.selector.matchLabels." + MIZAN,
                        "Deployment.spec.selector.matchLabels." + SERVICE,
                        POD + "topologySpreadConstraints.0.labelSelector.matchLabels." + MIZAN,
                        POD + "topologySpreadConstraints.0.labelSelector.matchLabels." + SERVICE,
                        POD + "topologySpreadConstraints.1.labelSelector.matchLabels." + MIZAN,
                        POD + "topologySpreadConstraints.1.labelSelector.matchLabels." + SERVICE,
                        "NetworkPolicy.spec.podSelector.matchLabels." + MIZAN,
                        "PodDisruptionBudget.spec.selector.matchLabels." + MIZAN,
                        "PodDisruptionBudget.spec.selector.matchLabels." + SERVICE,
                        "Service.spec.selector." + MIZAN,
                        "Service.spec.selector." + SERVICE);
    }

    @ParameterizedTest
    @EnumSource
    void keysAreMountedInTheSecretsDirectoryForTheGroupOnly(Manifests manifests) {
        assertThat(manifests.value(CONTAINER + "env.MIZAN_SECRETS_DIR.value"))
                .isEqualTo(manifests.value(CONTAINER + "volumeMounts.keys.mountPath"));
        assertThat(manifests.value(POD + "volumes.keys.secret.secretName")).startsWith("mizan-keys");
        assertThat(Integer.parseInt(manifests.value(POD + "volumes.keys.secret.defaultMode")))
                .isEqualTo(0440);
    }

    @Test
    void renderedManifestsHoldEveryRequiredSetting() {
        Manifests manifests = Manifests.RENDERED;

        assertThat(names(manifests.facts("ConfigMap.data.")))
                .containsExactlyInAnyOrder(
                        "DATASOURCES_DEFAULT_URL",
                        "DATASOURCES_DEFAULT_USERNAME",
                        "FLYWAY_DATASOURCES_MIGRATION_USER",
                        "sites.yml");
        assertThat(names(manifests.facts("Secret.data.")))
                .containsExactlyInAnyOrder(
                        "DATASOURCES_DEFAULT_PASSWORD",
                        "FLYWAY_DATASOURCES_MIGRATION_PASSWORD",
                        "email-keyset.json",
                        "fingerprint-keyset.json",
                        "client-keyset.json",
                        "token-key");
        assertThat(manifests.facts("ConfigMap.metadata.name="))
                .containsExactlyInAnyOrder(
                        manifests.value(CONTAINER + "envFrom.0.configMapRef.name"),
                        manifests.value(POD + "volumes.sites.configMap.name"));
        assertThat(manifests.facts("Secret.metadata.name="))
                .containsExactlyInAnyOrder(
                        manifests.value(JOB + "containers.migration.envFrom.1.secretRef.name"),
                        manifests.value(CONTAINER + "envFrom.1.secretRef.name"),
                        manifests.value(POD + "volumes.keys.secret.secretName"));
    }

    @Test
    void repositoryHoldsPlaceholdersInsteadOfSecrets() {
        List<Map<String, List<String>>> secrets = Manifests.kustomization().get("secretGenerator");

        assertThat(secrets).isNotEmpty().noneMatch(secret -> secret.containsKey("literals"));
        assertThat(secrets.stream()
                        .flatMap(secret -> Stream.of("files", "envs").map(kind -> secret.getOrDefault(kind, List.of())))
                        .flatMap(List::stream)
                        .flatMap(file ->
                                Manifests.text(Manifests.BASE.resolve(file)).lines()))
                .hasSize(6)
                .allMatch(line -> line.matches("([A-Z_]+=)?placeholder: .*"));
        assertThat(Manifests.WRITTEN.facts("Secret.")).isEmpty();
        assertThat(Manifests.WRITTEN.facts(CONTAINER + "env."))
                .contains("MIZAN_FIRST_MODERATOR_PASSWORD.valueFrom.secretKeyRef.optional=true")
                .noneMatch(fact -> fact.matches("\\w*PASSWORD\\w*\\.value=.*"));
    }

    @Test
    void resourcesHaveTheStandardLabels() {
        assertThat(Manifests.RENDERED.facts(""))
                .filteredOn(fact -> fact.matches("[^.]+\\.metadata\\.labels\\.app\\.kubernetes\\.io/.*"))
                .hasSize(6 * (int) Manifests.RENDERED.documents().count());
    }

    @Test
    void imageStartsTheServiceAsUnprivilegedUser() {
        String dockerfile = Manifests.text(Path.of("Dockerfile")).replaceAll("\\\\\n\\s*", "");

        assertThat(groups("(?m)^ENV (.*)$", dockerfile)).containsExactly("MICRONAUT_ENVIRONMENTS=production");
        assertThat(groups("(?m)^USER (.*)$", dockerfile)).containsExactly("nobody", "10001:10001");
        assertThat(groups("(?m)^(?:ENTRYPOINT|CMD) (.*)$", dockerfile))
                .singleElement()
                .asString()
                .isEqualTo("[\"serve\"]");
    }

    @Test
    void developmentServiceAndCommandsShareOneDataDirectory() {
        // The Maven plugin starts the service in target/, which the next clean build deletes.
        assertThat(groups("<mn.jvmArgs>(.*)</mn.jvmArgs>", Manifests.text(Path.of("pom.xml"))))
                .singleElement()
                .asString()
                .contains("\"-Dmizan.data-dir=${project.basedir}/data\"");
    }

    @Test
    void imageStartsTheServiceWithTheOptionsOfItsTraining() {
        String dockerfile = Manifests.text(Path.of("Dockerfile")).replaceAll("\\\\\n\\s*", "");
        String training = Manifests.text(Path.of("src/training/train.sh"));

        assertThat(groups("(?m)^FROM (.*)$", dockerfile))
                .containsExactly("${BUILD_IMAGE} AS build", "${RUN_IMAGE} AS training", "${RUN_IMAGE}");
        assertThat(dockerfile).contains("cat /training/jvm.options", "> /app/options && /training/train.sh");
        assertThat(training)
                .contains(
                        "java @/app/options -Xmx102m -XX:AOTCacheOutput=/app/mizan.aot mizan.Application",
                        "-XX:AOTMode=on");
    }

    @Test
    void benchmarkUsesTheJvmOptionsOfTheImage() {
        String benchmark = Manifests.text(Path.of("src/bench/java/mizan/benchmark/Options.java"));
        String options = Manifests.text(Path.of("src/main/jvm.options"));
        List<String> heapPercent = groups("(?m)^-XX:MaxRAMPercentage=(\\d+)$", options);
        List<String> limit = groups("^(\\d+)Mi$", Manifests.WRITTEN.value(CONTAINER + "resources.limits.memory"));

        assertThat(groups("List<String> flags = List\\.of\\((.*)\\);", benchmark))
                .containsExactly("\"@src/main/jvm.options\", \"-Xmx"
                        + Integer.parseInt(heapPercent.getFirst()) * Integer.parseInt(limit.getFirst()) / 100
                        + "m\"");
        // The benchmark allocates its whole heap at start, so the container has to do so too.
        assertThat(groups("(?m)^-XX:InitialRAMPercentage=(\\d+)$", options)).isEqualTo(heapPercent);
    }

    @Test
    void imageContainsTheCommandLine() {
        String dockerfile = Manifests.text(Path.of("Dockerfile"));

        assertThat(dockerfile).contains("COPY --chmod=755 src/main/image/serve src/main/image/mizan /usr/local/bin/\n");
        assertThat(Manifests.text(Path.of("src/main/image/mizan")))
                .endsWith("-cp \"/app/mizan.jar:/app/lib/*\" mizan.Application \"$@\"\n");
    }

    @Test
    void imageContainsNoDatabase() {
        String dockerfile = Manifests.text(Path.of("Dockerfile"));
        List<String> excluded = groups("-DexcludeGroupIds=(\\S+) -DoutputDirectory=/build/lib", dockerfile);

        assertThat(groups("(?m)^(?:COPY|ADD) (--from.*)$", dockerfile))
                .containsExactly(
                        "--from=build /build/lib /app/lib",
                        "--from=build /build/target/original-mizan.jar /app/mizan.jar",
                        "--from=build --chown=nobody /build/training /training",
                        "--from=training --chown=0:0 /app/lib /app/lib",
                        "--from=training --chown=0:0 /app/mizan.jar /app/options /app/mizan.aot /app/",
                        "--from=build /build/target/META-INF /app/META-INF");
        assertThat(dockerfile)
                .contains("cd target && jar -xf mizan.jar META-INF/NOTICE META-INF/LICENSE META-INF/sbom ");
        assertThat(excluded).hasSize(1);
        assertThat(excluded.getFirst().split(","))
                .contains("io.zonky.test", "io.zonky.test.postgres")
                .containsAll(groups("<groupId>(io\\.zonky[^<]*)</groupId>", Manifests.text(Path.of("pom.xml"))));
    }

    /** Returns the first group of each match. */
    private static List<String> groups(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Stream<String> names(List<String> facts) {
        return facts.stream().map(fact -> fact.substring(0, fact.indexOf('=')));
    }
}
