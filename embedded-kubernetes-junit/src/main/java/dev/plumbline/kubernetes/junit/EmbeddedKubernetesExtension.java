package dev.plumbline.kubernetes.junit;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/// Starts the cluster of a class before its tests and hands it to them; JUnit closes it with the store that holds it.
final class EmbeddedKubernetesExtension implements BeforeAllCallback, TestInstancePostProcessor, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
            .create(EmbeddedKubernetesExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, IllegalAccessException {
        setFields(context.getRequiredTestClass(), null, cluster(context));
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context)
            throws IOException, IllegalAccessException {
        setFields(instance.getClass(), instance, cluster(context));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KubernetesCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster(context);
    }

    private static KubernetesCluster cluster(ExtensionContext context) {
        Declared declared = declared(context);
        EmbeddedKubernetes wanted = declared.annotation();
        ExtensionContext home = wanted.scope() == EmbeddedKubernetes.Scope.JVM ? context.getRoot() : declared.at();
        return home.getStore(NAMESPACE).computeIfAbsent(wanted, _ -> KubernetesCluster.start(wanted),
                KubernetesCluster.class);
    }

    private record Declared(EmbeddedKubernetes annotation, ExtensionContext at) {
    }

    /// The annotation and the context of the outermost class that it holds for.
    private static Declared declared(ExtensionContext context) {
        @Nullable
        Declared found = null;
        for (ExtensionContext at = context; at.getTestClass().isPresent(); at = at.getParent().orElseThrow()) {
            EmbeddedKubernetes annotation = at.getRequiredTestClass().getAnnotation(EmbeddedKubernetes.class);
            if (annotation != null && (found == null || found.annotation().equals(annotation))) {
                found = new Declared(annotation, at);
            }
        }
        if (found == null) {
            throw new IllegalStateException(context.getDisplayName() + " is in no class with @EmbeddedKubernetes");
        }
        return found;
    }

    private static void setFields(Class<?> type, @Nullable Object instance, KubernetesCluster cluster)
            throws IllegalAccessException {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                boolean isStatic = Modifier.isStatic(field.getModifiers());
                if (field.getType() == KubernetesCluster.class && isStatic == (instance == null)
                        && !Modifier.isFinal(field.getModifiers())) {
                    field.setAccessible(true);
                    field.set(instance, cluster);
                }
            }
        }
    }
}
