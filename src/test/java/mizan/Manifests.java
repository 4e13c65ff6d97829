package mizan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two sources of the Kubernetes manifests: the files in the repository, and the output of kubectl. */
enum Manifests {
    /** The files that the kustomization lists; overlays build on them. */
    WRITTEN {
        @Override
        Stream<String> documents() {
            return kustomization().<List<String>>get("resources").stream().map(file -> text(BASE.resolve(file)));
        }
    },
    /** The output of {@code kubectl kustomize}; a cluster receives it. */
    RENDERED {
        @Override
        Stream<String> documents() {
            return rendered(BASE);
        }
    };

    static final Path BASE = Path.of("k8s/base");

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    abstract Stream<String> documents();

    /** Returns each value below a path as {@code rest.of.the.path=value}. A list item is addressed by its name or its index. */
    List<String> facts(String path) {
        return documents()
                .map(KUBERNETES::<HasMetadata>unmarshal)
                .flatMap(manifest -> facts(manifest.getKind(), manifest))
                .filter(fact -> fact.startsWith(path))
                .map(fact -> fact.substring(path.length()))
                .toList();
    }

    String value(String path) {
        List<String> values = facts(path + "=");
        assertThat(values).as(path).hasSize(1);
        return values.getFirst();
    }

    static GenericKubernetesResource kustomization() {
        return KUBERNETES.unmarshal(text(BASE.resolve("kustomization.yaml")), GenericKubernetesResource.class);
    }

    /** Returns one document as JSON. */
    static String json(String document) {
        return KUBERNETES.asJson(KUBERNETES.<Object>unmarshal(document));
    }

    /** Returns the values of one document in the same format as {@link #facts(String)}. */
    static Stream<String> facts(String kind, String document) {
        return facts(kind, KUBERNETES.<Object>unmarshal(document));
    }

    /** Returns each leaf of a manifest. The path of an unknown field contains a question mark. */
    private static Stream<String> facts(String path, @Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case AnyType either -> facts(path, either.getValue());
            case Collection<?> items -> items.stream().flatMap(item -> facts(path + "." + key(items, item), item));
            case Map<?, ?> map ->
                map.entrySet().stream().flatMap(entry -> facts(path + "." + entry.getKey(), entry.getValue()));
            case GenericKubernetesResource unknown -> Stream.of("?" + unknown.getKind() + "=");
            case KubernetesResource resource -> {
                List<String> facts = facts(path, properties(resource)).toList();
                yield facts.isEmpty() ? Stream.of(path + "={}") : facts.stream();
            }
            default -> Stream.of(path + "=" + value);
        };
    }

    private static String key(Collection<?> items, Object item) {
        return item instanceof KubernetesResource resource
                        && properties(resource).get("name") instanceof String name
                ? name
                : String.valueOf(List.copyOf(items).indexOf(item));
    }

    private static Map<String, Object> properties(KubernetesResource resource) {
        Map<String, Object> properties = new TreeMap<>();
        try {
            for (var property :
                    Introspector.getBeanInfo(resource.getClass(), Object.class).getPropertyDescriptors()) {
                Object value = property.getReadMethod().invoke(resource);
                if (value != null) {
                    properties.put(property.getName().replace("additionalProperties", "?"), value);
                }
            }
        } catch (IntrospectionException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return properties;
    }

    /** Returns the documents that {@code kubectl kustomize} makes of a folder. */
    static Stream<String> rendered(Path folder) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl"))),
                "kubectl is not on the PATH: nothing was rendered");
        try {
            Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String documents = new String(kubectl.getInputStream().readAllBytes(), UTF_8);
            return Stream.of(documents.split("(?m)^---$"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
