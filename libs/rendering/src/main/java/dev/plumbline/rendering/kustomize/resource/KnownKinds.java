package dev.plumbline.rendering.kustomize.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The kinds that kustomize knows to have no namespace: those of Kubernetes 1.21, which its built-in schema describes.
/// Every other kind counts as namespaced.
final class KnownKinds {
    private static final Set<Gvk> CLUSTER_SCOPED = load();

    private KnownKinds() {
    }

    static boolean isClusterScoped(Gvk gvk) {
        return CLUSTER_SCOPED.contains(gvk);
    }

    private static Set<Gvk> load() {
        try (InputStream in = KnownKinds.class.getResourceAsStream("cluster-scoped-kinds.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(" "))
                    .map(parts -> Gvk.of(parts[0], parts[1])).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
