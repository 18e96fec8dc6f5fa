package dev.plumbline.cli.stack;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where this checkout keeps what was built.
///
/// @param home the checkout's root
public record Installation(Path home) {

    /// The checkout that the launcher named, else the one that this jar lies in.
    public static Installation here() throws Complaint {
        String named = System.getProperty("plumbline.home", "");
        Path home = named.isEmpty() ? ofThisJar() : Path.of(named);
        if (!Files.isDirectory(home.resolve("services"))) {
            throw new Complaint("Plumbline's services are not in " + home + ": start it by the plumbline script");
        }
        return new Installation(home);
    }

    private static Path ofThisJar() throws Complaint {
        try {
            Path own = Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return own.resolve("../../..").toRealPath();
        } catch (URISyntaxException | IOException e) {
            throw new Complaint("Plumbline cannot tell where it is installed: start it by the plumbline script", e);
        }
    }

    /// The runnable jar of a service.
    Path service(String name) throws Complaint {
        return built(home.resolve("services").resolve(name).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    /// The runnable jar of a module that is no service.
    Path module(String name) throws Complaint {
        Path target = home.resolve(name).resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "plumbline-*-SNAPSHOT.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        } catch (IOException e) {
            throw new Complaint(target + " cannot be read: run ./plumbline, which builds what is missing", e);
        }
        throw new Complaint(target + " holds no jar: run ./plumbline, which builds what is missing");
    }

    /// The fleet that the demo begins with.
    public Path sampleFleet() {
        return home.resolve("samples").resolve("fleet");
    }

    /// Whatever is kept between runs of this checkout.
    public Path state() {
        return home.resolve(".plumbline");
    }

    private static Path built(Path jar) throws Complaint {
        if (!Files.isRegularFile(jar)) {
            throw new Complaint(jar + " is missing: run ./plumbline, which builds what is missing");
        }
        return jar;
    }
}
