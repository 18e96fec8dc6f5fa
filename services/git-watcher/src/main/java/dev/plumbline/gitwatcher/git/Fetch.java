package dev.plumbline.gitwatcher.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;

import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/// One conversation with a Git host: what do the watched refs point to, and the objects that the mirror lacks.
///
/// It uses one connection for both and asks for nothing when nothing moved. No ref of the mirror is changed.
final class Fetch {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final String HEAD = "HEAD";

    private final Repository repository;
    private final Duration timeout;

    /// @param timeout after this long without an answer the host counts as unreachable
    Fetch(Repository repository, Duration timeout) {
        this.repository = repository;
        this.timeout = timeout;
    }

    /// What the refs point to; a ref that the host does not have is missing from the answer.
    Map<String, ObjectId> tips(String url, SortedSet<String> refs, Optional<Login> login)
            throws IOException, URISyntaxException {
        Map<String, ObjectId> tips = new LinkedHashMap<>();
        List<String> named = new ArrayList<>();
        for (String ref : refs) {
            if (isCommit(ref) && repository.getObjectDatabase().has(ObjectId.fromString(ref))) {
                tips.put(ref, ObjectId.fromString(ref));
            } else {
                named.add(ref);
            }
        }
        if (named.isEmpty()) {
            return tips;
        }
        try (Transport transport = Transport.open(repository, new URIish(url))) {
            transport.setTimeout((int) Math.max(1, timeout.toSeconds()));
            login.ifPresent(one -> one.applyTo(transport));
            try (FetchConnection connection = transport.openFetch(specs(named))) {
                tips.putAll(fetch(connection, named));
            }
        }
        return tips;
    }

    private Map<String, ObjectId> fetch(FetchConnection connection, List<String> named) throws IOException {
        Map<String, ObjectId> tips = new LinkedHashMap<>();
        Map<ObjectId, Ref> wanted = new HashMap<>();
        for (String name : named) {
            Optional<Ref> found = find(connection.getRefsMap(), name);
            if (found.isPresent() && found.get().getObjectId() != null) {
                ObjectId tip = found.get().getObjectId();
                tips.put(name, tip);
                if (!repository.getObjectDatabase().has(tip)) {
                    wanted.put(tip, found.get());
                }
            }
        }
        if (!wanted.isEmpty()) {
            connection.fetch(NullProgressMonitor.INSTANCE, wanted.values(), Set.of());
        }
        return tips;
    }

    private static Optional<Ref> find(Map<String, Ref> advertised, String name) throws TransportException {
        if (isCommit(name)) {
            return Optional.of(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, name, ObjectId.fromString(name)));
        }
        for (String candidate : candidates(name)) {
            Ref ref = advertised.get(candidate);
            if (ref != null) {
                return Optional.of(ref);
            }
        }
        return Optional.empty();
    }

    static boolean isCommit(String ref) {
        return COMMIT.matcher(ref).matches();
    }

    /// A branch comes before a tag of the same name.
    private static List<String> candidates(String name) {
        if (name.equals(HEAD) || name.startsWith("refs/")) {
            return List.of(name);
        }
        return List.of("refs/heads/" + name, "refs/tags/" + name);
    }

    /// What protocol version 2 limits the advertisement to.
    private static List<RefSpec> specs(List<String> named) {
        return named.stream().filter(name -> !isCommit(name)).flatMap(name -> candidates(name).stream())
                .map(source -> new RefSpec(source)).toList();
    }
}
