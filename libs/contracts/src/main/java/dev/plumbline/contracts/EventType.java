package dev.plumbline.contracts;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The CloudEvents `type` of each event and the record that is its body.
public enum EventType {
    COMMIT_OBSERVED("dev.plumbline.commit.observed.v1", CommitObserved.class), CHECKPOINT("dev.plumbline.checkpoint.v1",
            Checkpoint.class), APPLICATION_DECLARED("dev.plumbline.application.declared.v1",
                    ApplicationDeclared.class), APPLICATION_REMOVED("dev.plumbline.application.removed.v1",
                            ApplicationRemoved.class), RENDER_REQUESTED("dev.plumbline.render.requested.v1",
                                    RenderRequested.class), DESIRED_RESOURCE("dev.plumbline.desired.resource.v1",
                                            DesiredResource.class), SNAPSHOT_MARKER("dev.plumbline.desired.snapshot.v1",
                                                    SnapshotMarker.class), RENDER_OUTCOME(
                                                            "dev.plumbline.render.outcome.v1",
                                                            RenderOutcome.class), PLANNED_OPERATION(
                                                                    "dev.plumbline.plan.operation.v1",
                                                                    PlannedOperation.class), APPLIED(
                                                                            "dev.plumbline.applied.v1",
                                                                            Applied.class), CHANGE(
                                                                                    "dev.plumbline.change.v1",
                                                                                    Change.class), DRIFT_DETECTED(
                                                                                            "dev.plumbline.drift.detected.v1",
                                                                                            DriftEvent.DriftDetected.class), DRIFT_UPDATED(
                                                                                                    "dev.plumbline.drift.updated.v1",
                                                                                                    DriftEvent.DriftUpdated.class), DRIFT_RESOLVED(
                                                                                                            "dev.plumbline.drift.resolved.v1",
                                                                                                            DriftEvent.DriftResolved.class), APPLICATION_STATUS(
                                                                                                                    "dev.plumbline.application.status.v1",
                                                                                                                    ApplicationStatus.class), COMMAND(
                                                                                                                            "dev.plumbline.command.v1",
                                                                                                                            Command.class), APPROVAL(
                                                                                                                                    "dev.plumbline.approval.v1",
                                                                                                                                    Approval.class), DEAD_LETTER(
                                                                                                                                            "dev.plumbline.dead-letter.v1",
                                                                                                                                            DeadLetter.class);

    private static final Map<String, EventType> BY_NAME = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(EventType::typeName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_BODY = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(EventType::body, Function.identity()));

    private final String typeName;
    private final Class<? extends Event> body;

    EventType(String typeName, Class<? extends Event> body) {
        this.typeName = typeName;
        this.body = body;
    }

    /// The value of the CloudEvents attribute `type`.
    public String typeName() {
        return typeName;
    }

    public Class<? extends Event> body() {
        return body;
    }

    /// The type of this name; empty for one of a newer writer, which a reader passes over.
    public static Optional<EventType> named(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }

    /// The type that an event is sent as.
    public static EventType of(Event event) {
        EventType type = BY_BODY.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass() + " is not in the contract: add it to EventType");
        }
        return type;
    }
}
