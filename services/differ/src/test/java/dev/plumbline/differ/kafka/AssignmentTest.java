package dev.plumbline.differ.kafka;

import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Which assignments leave room for another owner between them.
class AssignmentTest {
    @ParameterizedTest
    @CsvSource({"7, 7, true", "7, 8, true", "7, 9, false", "7, 3, false"})
    void anAssignmentFollowsAnotherWhenNoGenerationIsBetweenThem(int former, int next, boolean follows) {
        assertThat(of(next).follows(of(former))).isEqualTo(follows);
    }

    private static Assignment of(int generation) {
        return new Assignment(Set.of(0), new ConsumerGroupMetadata("differ", generation, "member", Optional.empty()));
    }
}
