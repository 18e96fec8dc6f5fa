package dev.plumbline.differ.domain.plan;

/// What may be concluded from the live object, or its absence, in the table.
public sealed interface Sight {
    /// The table shows the cluster: what is not in it does not exist.
    record Seen() implements Sight {
    }

    /// An answer is on its way: nothing may be concluded yet.
    record Awaited(String reason) implements Sight {
    }

    /// An operation on the resource is in flight: it is not judged.
    record InFlight() implements Sight {
    }

    /// The cluster does not know the kind.
    record Unserved() implements Sight {
    }

    /// The cluster cannot be seen.
    record Blind(String reason) implements Sight {
    }
}
