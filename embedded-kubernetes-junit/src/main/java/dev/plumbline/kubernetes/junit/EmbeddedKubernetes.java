package dev.plumbline.kubernetes.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/// Gives the tests of a class a Kubernetes API of their own, in this process.
///
/// Parameters and non-final fields of the type [KubernetesCluster] are set, static ones before `@BeforeAll`. Classes
/// nested in the annotated one use its cluster. Without [#directory] the state ends with the cluster.
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EmbeddedKubernetesExtension.class)
public @interface EmbeddedKubernetes {

    /// Controllers that run, as kube-controller-manager's `--controllers`: `*` for all, `NAME`, `-NAME`.
    String[] controllers() default "*";

    /// Users beside `admin`, who has all rights; these have what RBAC grants them.
    User[] users() default {};

    /// How many classes use the cluster.
    Scope scope() default Scope.CLASS;

    /// Where the state is kept and found again; empty for a temporary directory. One cluster at a time uses it.
    String directory() default "";

    /// Somebody who can be authenticated.
    @interface User {
        String name();

        String[] groups() default {};
    }

    /// How long a cluster lives.
    enum Scope {
        /// For one class and those nested in it.
        CLASS,
        /// For all classes of this JVM that ask for the same; tests keep apart by namespaces.
        JVM
    }
}
