package dev.plumbline.cli.stack;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [FleetAddress] against what people write after `--fleet`.
class FleetAddressTest {
    @Test
    void readsUrlRefAndPath() throws Complaint {
        FleetAddress fleet = FleetAddress.parse("https://git.example.com/fleet.git#release/1.2:environments/prod");

        assertThat(fleet).isEqualTo(new FleetAddress("https://git.example.com/fleet.git", Optional.of("release/1.2"),
                "environments/prod"));
    }

    @Test
    void leavesTheDefaultsOpen() throws Complaint {
        assertThat(FleetAddress.parse("git@example.com:fleet.git"))
                .isEqualTo(new FleetAddress("git@example.com:fleet.git", Optional.empty(), "."));
    }

    @Test
    void makesADirectoryAFileUrl(@TempDir Path repository) throws Complaint {
        assertThat(FleetAddress.parse(repository + "#main").url()).isEqualTo("file://" + repository);
    }

    @Test
    void refusesAnAbsolutePathAndSaysWhatToWrite() {
        assertThatThrownBy(() -> FleetAddress.parse("https://git.example.com/fleet.git#main:/apps"))
                .isInstanceOf(Complaint.class).hasMessageContaining("write apps");
    }
}
