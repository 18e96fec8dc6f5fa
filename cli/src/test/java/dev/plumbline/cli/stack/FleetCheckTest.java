package dev.plumbline.cli.stack;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [FleetCheck] against a repository of the git on this machine.
class FleetCheckTest {
    @TempDir
    Path directory;

    @BeforeEach
    void aRepositoryWithABranch() throws Exception {
        GitCommand git = new GitCommand(directory);
        git.run("init", "--quiet", "--initial-branch=trunk");
        git.run("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "--allow-empty", "-m",
                "Begin");
    }

    @Test
    void findsTheDefaultBranch() throws Exception {
        FleetAddress resolved = FleetCheck.resolve(fleet(Optional.empty()));

        assertThat(resolved.ref()).contains("trunk");
    }

    @Test
    void namesTheBranchesWhenTheRefIsWrong() {
        assertThatThrownBy(() -> FleetCheck.resolve(fleet(Optional.of("main")))).isInstanceOf(Complaint.class)
                .hasMessageContaining("no branch or tag \"main\"").hasMessageContaining("it has trunk");
    }

    @Test
    void saysThatTheRepositoryCannotBeRead() {
        FleetAddress none = new FleetAddress("file://" + directory.resolve("none"), Optional.empty(), ".");

        assertThatThrownBy(() -> FleetCheck.resolve(none)).isInstanceOf(Complaint.class)
                .hasMessageContaining("cannot be read").hasMessageContaining("git ls-remote");
    }

    private FleetAddress fleet(Optional<String> ref) {
        return new FleetAddress("file://" + directory, ref, ".");
    }
}
