package dev.plumbline.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/// The rules of the layout, over the compiled classes of every module.
class ArchitectureTest {
    private static final List<String> SERVICES = List.of("gitwatcher", "renderer", "differ", "applier", "audit");
    private static final String[] LIBRARIES = {"dev.plumbline.contracts..", "dev.plumbline.manifests..",
            "dev.plumbline.messaging..", "dev.plumbline.rendering.."};
    private static JavaClasses plumbline;

    @BeforeAll
    static void readClasses() throws IOException {
        try (Stream<Path> modules = Files.find(Path.of(".."), 4,
                (path, _) -> path.endsWith(Path.of("target", "classes")))) {
            plumbline = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPaths(modules.toList());
        }
    }

    @Test
    void servicesDependOnLibrariesOnly() {
        for (String service : SERVICES) {
            String[] others = SERVICES.stream().filter(other -> !other.equals(service))
                    .map(other -> "dev.plumbline." + other + "..").toArray(String[]::new);
            noClasses().that().resideInAPackage("dev.plumbline." + service + "..").should().dependOnClassesThat()
                    .resideInAnyPackage(others).check(plumbline);
            noClasses().that().resideInAPackage("dev.plumbline." + service + "..").should().dependOnClassesThat()
                    .resideInAnyPackage("dev.plumbline.local..", "dev.plumbline.cli..", "dev.plumbline.kubernetes..")
                    .check(plumbline);
        }
    }

    @Test
    void librariesKnowNoService() {
        noClasses().that().resideInAnyPackage(LIBRARIES).should().dependOnClassesThat()
                .resideInAnyPackage(SERVICES.stream().map(service -> "dev.plumbline." + service + "..")
                        .toArray(String[]::new))
                .check(plumbline);
    }

    @Test
    void domainsKnowNoFramework() {
        noClasses().that().resideInAPackage("..domain..").should().dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "io.vertx..", "io.fabric8..", "org.apache.kafka..",
                        "org.eclipse.jgit..", "jakarta..", "java.sql..", "javax.sql..", "java.net.http..")
                .check(plumbline);
    }

    @Test
    void contractsAndManifestsKnowNoFramework() {
        noClasses().that().resideInAnyPackage("dev.plumbline.contracts..", "dev.plumbline.manifests..",
                "dev.plumbline.rendering..").should().dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "io.vertx..", "org.apache.kafka..", "jakarta..")
                .check(plumbline);
    }

    @Test
    void packagesOfAServiceHaveNoCycles() {
        for (String service : SERVICES) {
            slices().matching("dev.plumbline." + service + ".(*)..").should().beFreeOfCycles().check(plumbline);
        }
    }

    @Test
    void namesSayWhatAClassIs() {
        classes().that().areTopLevelClasses().and().resideInAPackage("dev.plumbline..").should()
                .haveNameNotMatching(".*(Utils?|Helper|Manager|Impl|Base|Abstract|Common|Misc|Processor|Dto)$")
                .check(plumbline.that(DescribedPredicate.describe(
                        "are not named by Kubernetes itself", type -> !type.getSimpleName().equals("FieldManager"))));
    }
}
