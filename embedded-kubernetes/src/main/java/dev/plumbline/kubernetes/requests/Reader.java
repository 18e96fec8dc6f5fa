package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.Details;
import dev.plumbline.kubernetes.api.Status;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.store.ExpiredException;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Snapshot;
import dev.plumbline.kubernetes.store.Store;
import dev.plumbline.kubernetes.store.Stored;

/// Gets and lists.
final class Reader {
    private static final Key START = new Key("", "");

    private final Store store;

    Reader(Store store) {
        this.store = store;
    }

    Stored get(Target target, Parameters parameters) {
        checkNotAhead(Versions.parseForGet(parameters.text("resourceVersion")));
        return store.find(target.type().storage(), target.key()).orElseThrow(target::notFound);
    }

    Page list(Target target, Parameters parameters) {
        ListOptions options = ListOptions.of(parameters, false);
        Selection selection = Selection.of(target, parameters);
        Key after = START;
        Snapshot snapshot;
        if (options.continueToken().isEmpty()) {
            snapshot = snapshot(target.type().storage(), options);
        } else {
            if (!options.version().isEmpty() && !options.version().equals("0")) {
                throw ApiException.badRequest("specifying resource version is not allowed when using continue");
            }
            ContinueToken token = ContinueToken.decode(options.continueToken());
            after = token.after();
            snapshot = continued(target.type().storage(), token);
        }
        return page(snapshot, selection, after, options);
    }

    private Snapshot snapshot(ResourceName resource, ListOptions options) {
        long version = Versions.parseForRead(options.version());
        boolean exact = options.match() == ListOptions.Match.EXACT
                || (options.match() == ListOptions.Match.UNSET && options.limit() > 0 && version > 0);
        checkNotAhead(version);
        if (!exact) {
            return store.snapshot(resource);
        }
        try {
            return store.snapshotAt(resource, version);
        } catch (ExpiredException e) {
            throw ApiException.expired("The resourceVersion for the provided list is too old.");
        }
    }

    private Snapshot continued(ResourceName resource, ContinueToken token) {
        if (token.version() < 0) {
            return store.snapshot(resource);
        }
        try {
            return store.snapshotAt(resource, token.version());
        } catch (ExpiredException e) {
            String rest = new ContinueToken(-1, token.after()).encoded();
            throw new ApiException(new Status(410, "Expired", "The provided continue parameter is too old to display a "
                    + "consistent list result. You can start a new list without the continue parameter, or use the "
                    + "continue token in this response to retrieve the remainder of the results. Continuing with the "
                    + "provided token results in an inconsistent list - objects that were created, modified, or "
                    + "deleted between the time the first chunk was returned and now may show up in the list.", null,
                    rest));
        }
    }

    private static Page page(Snapshot snapshot, Selection selection, Key after, ListOptions options) {
        List<Stored> items = new ArrayList<>();
        long limit = options.limit() == 0 ? Long.MAX_VALUE : options.limit();
        boolean countable = selection.isEverything();
        int[] remaining = {0};
        snapshot.visit(selection.namespace(), after, stored -> {
            if (items.size() == limit) {
                remaining[0]++;
                return countable;
            }
            if (selection.matches(stored)) {
                items.add(stored);
            }
            return true;
        });
        if (remaining[0] == 0) {
            return new Page(items, snapshot.version(), "", Optional.empty());
        }
        String token = new ContinueToken(snapshot.version(), items.getLast().key()).encoded();
        return new Page(items, snapshot.version(), token,
                countable ? Optional.of(remaining[0]) : Optional.empty());
    }

    /// A version that will be reached later is waited for in a real server, at most three seconds; here it never
    /// comes unless someone writes, and the client is told to retry.
    private void checkNotAhead(long version) {
        long now = store.version();
        if (version > now) {
            Details details = Details.EMPTY
                    .with(List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")));
            throw new ApiException(new Status(504, "Timeout",
                    "Too large resource version: " + version + ", current: " + now, new Details(details.name(),
                            details.group(), details.kind(), details.uid(), details.causes(), 1)));
        }
    }
}
