package dev.plumbline.cli.stack;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [DatabaseAddress] against JDBC URLs as PostgreSQL's driver takes them.
class DatabaseAddressTest {
    @Test
    void takesUserAndPasswordOutOfTheUrl() throws Complaint {
        DatabaseAddress address = DatabaseAddress
                .of("jdbc:postgresql://db.example.com/ledger?user=me&ssl=true&password=a%26b");

        assertThat(address)
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db.example.com/ledger?ssl=true", "me", "a&b"));
        assertThat(address.port()).isEqualTo(5432);
        assertThat(address.host()).isEqualTo("db.example.com");
        assertThat(address.toString()).doesNotContain("a&b");
    }

    @Test
    void refusesAnotherDatabaseWithoutShowingThePassword() {
        assertThatThrownBy(() -> DatabaseAddress.of("jdbc:mysql://db/ledger?password=secret"))
                .isInstanceOf(Complaint.class).hasMessageContaining("no PostgreSQL")
                .message().doesNotContain("secret");
    }
}
