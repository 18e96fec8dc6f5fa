package dev.plumbline.differ.domain.plan;

import java.util.List;

import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.DriftEvent.FieldDrift;

/// How one resource stands.
public sealed interface Verdict {
    /// The digest is the declared one and every owned value is as applied.
    ///
    /// @param ignored differences that a rule hides
    record InSync(List<FieldDrift> ignored) implements Verdict {
        public InSync {
            ignored = List.copyOf(ignored);
        }
    }

    /// Declared, and nothing in the cluster is known to be it.
    record Missing() implements Verdict {
    }

    /// What was applied last is not what Git declares now.
    ///
    /// @param ignored differences that a rule hides
    record Outdated(List<FieldDrift> ignored) implements Verdict {
        public Outdated {
            ignored = List.copyOf(ignored);
        }
    }

    /// The object says that it is ours and up to date, but there is no record of what the server made of it.
    record Unrecorded() implements Verdict {
    }

    /// Live left what Git declares.
    ///
    /// @param fields empty for a deleted object
    /// @param ignored differences that a rule hides
    record Drifted(DriftEvent.Kind kind, List<FieldDrift> fields, List<FieldDrift> ignored) implements Verdict {
        public Drifted {
            fields = List.copyOf(fields);
            ignored = List.copyOf(ignored);
        }
    }

    /// Applied once, declared no more.
    record Unwanted() implements Verdict {
    }

    /// Changing just now: not judged.
    ///
    /// @param reason what is awaited
    record Unsettled(String reason) implements Verdict {
    }

    /// The cluster does not know the kind.
    record Unserved() implements Verdict {
    }

    /// The cluster cannot be seen.
    record Unreadable(String reason) implements Verdict {
    }
}
