package dev.plumbline.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The fixtures against the real parts they stand for.
class SharedPartsTest {
    @TempDir
    Path directory;

    @Test
    void sharesOneBroker() {
        assertThat(TestKafka.shared().bootstrap()).matches("[^:]+:\\d+").isSameAs(TestKafka.shared().bootstrap());
    }

    @Test
    void givesEachTestADatabaseOfItsOwn() throws Exception {
        TestPostgres one = TestPostgres.shared().freshDatabase();
        TestPostgres other = TestPostgres.shared().freshDatabase();

        try (Connection connection = DriverManager.getConnection(one.url(), one.user(), one.password())) {
            connection.createStatement().execute("CREATE TABLE mine (id int)");
        }
        try (Connection connection = DriverManager.getConnection(other.url(), other.user(), other.password())) {
            assertThat(connection.getMetaData().getTables(null, "public", "mine", null).next()).isFalse();
        }
    }

    @Test
    void startsACluster() {
        assertThat(TestKubernetes.shared().kubeconfig()).content().contains("server: https://127.0.0.1:");
    }

    @Test
    void commitsAndPushesToTheGitHost() {
        try (TestGitHost host = TestGitHost.start(directory)) {
            TestRepository fleet = host.repository("fleet");

            String first = fleet.commit("Ada <ada@example.com>", "Add a", Map.of("a.yaml", "kind: A\n"));
            fleet.push();
            String second = fleet.revert("Bo <bo@example.com>", first);
            fleet.push();

            assertThat(fleet.git("ls-remote", "origin", "main")).startsWith(second);
            assertThat(fleet.work().resolve("a.yaml")).doesNotExist();
        }
    }
}
