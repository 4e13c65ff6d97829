package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the Docker Compose file: no passwords, no privileges, no port that other machines can reach. */
class ComposeFileTest {

    private static final Map<String, Map<String, Object>> SERVICES = new KubernetesSerialization()
            .unmarshal(Manifests.text(Path.of("k8s/compose.yaml")), GenericKubernetesResource.class)
            .get("services");

    @Test
    void fileHoldsNoPassword() {
        Stream<Map.Entry<?, ?>> settings = SERVICES.values().stream()
                .flatMap(service -> ((Map<?, ?>) service.getOrDefault("environment", Map.of())).entrySet().stream());

        assertThat(settings)
                .isNotEmpty()
                .allSatisfy(setting ->
                        assertThat(setting.getKey().toString()).doesNotMatch(".*(PASSWORD|SECRET|KEY|TRUST|AUTH)"));
    }

    @Test
    void onlyTheServiceIsReachableAndOnlyFromTheSameMachine() {
        assertThat(SERVICES.entrySet().stream()
                        .filter(service -> service.getValue().containsKey("ports")))
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.getKey()).isEqualTo("mizan");
                    assertThat(service.getValue()).containsEntry("ports", List.of("127.0.0.1:8080:8080"));
                });
    }

    @Test
    void serviceRunsWithoutPrivilegesOnReadOnlyRoot() {
        assertThat(service("mizan"))
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .doesNotContainKeys("user", "privileged", "entrypoint", "command");
    }

    @Test
    void servicesMountSecretsReadOnlyAndOnlyTheirOwn() {
        assertThat(service("mizan")).containsEntry("volumes", List.of("service-secrets:/secrets:ro"));
        assertThat(service("database"))
                .containsEntry(
                        "volumes",
                        List.of("database:/var/lib/postgresql", "database-secrets:/docker-entrypoint-initdb.d:ro"));
    }

    @Test
    void onlyTheMigrationHasTheOwnersPassword() {
        assertThat(String.valueOf(service("secrets").get("command")))
                .contains("$$(cat /database/owner-password)\" > /migration/database.properties");
        assertThat(SERVICES.entrySet().stream()
                        .filter(service -> service.getValue().toString().contains("migration-secrets:"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("secrets", "migration");
        assertThat(service("migration"))
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .doesNotContainKeys("user", "privileged", "restart");
        assertThat(String.valueOf(service("mizan").get("environment")))
                .contains("FLYWAY_ENABLED=false")
                .doesNotContain("MIGRATION");
    }

    private static Map<String, Object> service(String name) {
        return SERVICES.getOrDefault(name, Map.of());
    }
}
