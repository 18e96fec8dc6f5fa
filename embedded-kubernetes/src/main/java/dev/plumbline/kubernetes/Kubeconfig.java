package dev.plumbline.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The file that tells clients where the server is and who they are.
final class Kubeconfig {

    private Kubeconfig() {
    }

    /// Replaces the file at once, readable by its owner only.
    static void write(Path file, String server, String authorityBase64, String token) throws IOException {
        String text = """
                apiVersion: v1
                kind: Config
                clusters:
                - name: plumbline
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: admin
                  user:
                    token: %s
                contexts:
                - name: plumbline
                  context:
                    cluster: plumbline
                    user: admin
                    namespace: default
                current-context: plumbline
                """.formatted(server, authorityBase64, token);
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
