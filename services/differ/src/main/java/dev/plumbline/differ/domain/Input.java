package dev.plumbline.differ.domain;

import java.util.List;

import dev.plumbline.differ.domain.drift.ClusterWrite;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.differ.domain.live.WatchState;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;
import dev.plumbline.messaging.Incoming;

/// Something that differ hears, from the topics or from the cluster.
public sealed interface Input {
    /// A record of a table.
    record Row(Incoming record) implements Input {
    }

    /// The tables of a partition are whole.
    record PartitionRead(int partition) implements Input {
    }

    /// Another instance owns the partition, or it is read anew.
    record PartitionLost(int partition) implements Input {
    }

    /// A Change or a Command.
    record Told(Incoming record) implements Input {
    }

    /// All objects of a kind, as a list answered.
    record Listed(ApiKind kind, List<LiveObject> objects) implements Input {
        public Listed {
            objects = List.copyOf(objects);
        }
    }

    /// An object appeared or changed.
    record Seen(ApiKind kind, LiveObject object) implements Input {
    }

    /// An object left the watch: deleted, or our label was taken from it.
    record Vanished(ApiKind kind, ResourceId resource) implements Input {
    }

    /// What is known of the cluster's view of a kind.
    record Watched(ApiKind kind, WatchState state) implements Input {
    }

    /// The structure of a custom kind.
    record Typed(ApiKind kind, Schema type) implements Input {
    }

    /// What asking for one object answered.
    record Probed(ApiKind kind, ResourceId resource, Answer answer) implements Input {
    }

    /// The answer to a question for one object.
    sealed interface Answer {
        record Present(LiveObject object) implements Answer {
        }

        record Absent() implements Answer {
        }

        record Unanswered(String reason) implements Answer {
        }
    }

    /// The cluster's audit told of writes.
    record Audited(List<ClusterWrite> writes) implements Input {
        public Audited {
            writes = List.copyOf(writes);
        }
    }

    /// Time has passed.
    record Tick() implements Input {
    }
}
