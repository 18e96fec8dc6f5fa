package dev.plumbline.differ.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.manifests.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

/// [InFlight] against an applier that says nothing, or is busy with the plans of others.
class InFlightTest {
    private static final Instant PLANNED = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void isOverdueWhenTheApplierSaysNothing() {
        InFlight plan = plan();

        assertThat(plan.isOver(Map.of(), null, after(Duration.ofSeconds(29)))).isFalse();
        assertThat(plan.isOver(Map.of(), null, after(Duration.ofMinutes(1)))).isTrue();
    }

    @Test
    void waitsItsTurnWhileTheApplierWorksOnOthers() {
        InFlight plan = plan();

        assertThat(plan.isOver(Map.of(), after(Duration.ofSeconds(59)), after(Duration.ofMinutes(1)))).isFalse();
        assertThat(plan.nextLook()).isEqualTo(after(Duration.ofSeconds(89)));
        assertThat(plan.isOver(Map.of(), after(Duration.ofSeconds(59)), after(Duration.ofSeconds(90)))).isTrue();
    }

    @Test
    void isGivenUpAtLastHoweverBusyTheApplierIs() {
        assertThat(plan().isOver(Map.of(), after(Duration.ofMinutes(11)), after(Duration.ofMinutes(11)))).isTrue();
    }

    private static Instant after(Duration duration) {
        return PLANNED.plus(duration);
    }

    private static InFlight plan() {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode().put("kind", "ConfigMap");
        PlannedOperation operation = new PlannedOperation("p1", 0, 1, "shop", "local", 12, 0, "0123",
                PlannedOperation.Kind.APPLY, ResourceId.parse("/ConfigMap/shop/settings"), "v1", manifest, "digest",
                null, null, null, false, Cause.COMMIT, null,
                new Provenance("0123", new Person("Ana", "ana@example.com"),
                        "Begin", PLANNED),
                PLANNED);
        return new InFlight(List.of(operation), Map.of(), PLANNED);
    }
}
