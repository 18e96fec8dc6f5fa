package dev.plumbline.gitwatcher.git;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

import dev.plumbline.contracts.Ids;

/// Refs of the mirror that keep emitted commits from being lost while they are rendered, also when a force-push removes
/// them from the ref: `refs/plumbline/REF-ID/NUMBER`, counted up.
///
/// A pinned commit keeps its ancestors, so one pin for each time that the ref moved is enough.
final class Pins {
    private static final String PREFIX = "refs/plumbline/";
    /// Renderer is at most a few moves behind; each pin costs an entry in every advertisement.
    static final int KEPT = 20;

    private final Repository repository;

    Pins(Repository repository) {
        this.repository = repository;
    }

    /// Pins the tip of a ref, unless its newest pin is there already, and drops what is older than the last [#KEPT].
    void pin(String ref, ObjectId tip) throws IOException {
        List<Ref> pins = of(ref);
        String folder = folder(ref);
        if (!pins.isEmpty() && tip.equals(pins.getLast().getObjectId())) {
            return;
        }
        long number = pins.isEmpty() ? 1 : Long.parseLong(pins.getLast().getName().substring(folder.length())) + 1;
        RefUpdate update = repository.updateRef(folder + "%019d".formatted(number));
        update.setNewObjectId(tip);
        expect(update.forceUpdate(), "pinned");
        for (Ref old : pins.subList(0, Math.max(0, pins.size() + 1 - KEPT))) {
            RefUpdate removal = repository.updateRef(old.getName());
            removal.setForceUpdate(true);
            expect(removal.delete(), "unpinned");
        }
    }

    /// Where the ref stood before it moved last; empty when no earlier move is known.
    ///
    /// The newest pin may be of commits that were read and never emitted. The one before it was emitted.
    Optional<ObjectId> before(String ref) throws IOException {
        List<Ref> pins = of(ref);
        return pins.size() < 2 ? Optional.empty() : Optional.ofNullable(pins.get(pins.size() - 2).getObjectId());
    }

    private List<Ref> of(String ref) throws IOException {
        return repository.getRefDatabase().getRefsByPrefix(folder(ref)).stream()
                .sorted(Comparator.comparing(Ref::getName)).toList();
    }

    private static String folder(String ref) {
        return PREFIX + Ids.of("ref", ref) + "/";
    }

    private static void expect(RefUpdate.Result result, String what) throws IOException {
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {
                return;
            }
            default -> throw new IOException("A commit cannot be " + what + " in the mirror: " + result);
        }
    }
}
