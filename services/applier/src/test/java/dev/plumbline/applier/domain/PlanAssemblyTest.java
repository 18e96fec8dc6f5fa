package dev.plumbline.applier.domain;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Plans are acted on whole, or not at all.
class PlanAssemblyTest {
    private final PlanAssembly assembly = new PlanAssembly();

    @Test
    void aPlanIsThereWhenItsLastOperationIs() {
        Optional<Plan> first = assembly.add(Operations.of("p1", 0, 2, 7));
        Optional<Plan> second = assembly.add(Operations.of("p1", 1, 2, 7));

        assertThat(first).isEmpty();
        assertThat(second).map(Plan::id).contains("p1");
    }

    @Test
    void operationsOfAPlanThatNeverEndsAreGivenUp() {
        assembly.add(Operations.of("p1", 0, 2, 7));

        Optional<Plan> other = assembly.add(Operations.of("p2", 0, 1, 7));
        Optional<Plan> late = assembly.add(Operations.of("p1", 1, 2, 7));

        assertThat(other).map(Plan::id).contains("p2");
        assertThat(late).isEmpty();
    }

    @Test
    void aRepeatedPlanIsPutTogetherAgain() {
        assembly.add(Operations.of("p1", 0, 1, 7));

        assertThat(assembly.add(Operations.of("p1", 0, 1, 7))).isPresent();
    }
}
