package dev.plumbline.gitwatcher.domain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.ApplicationSpec;

/// All that is to be watched: the fleet and what its Applications name.
///
/// Not safe for use by several threads.
public final class Watchlist {
    private final List<ApplicationSpec.Source> fleet;
    private final Map<String, ApplicationSpec.Source> applications = new HashMap<>();

    /// @param fleet where the Applications are declared; empty when none is configured
    public Watchlist(List<ApplicationSpec.Source> fleet) {
        this.fleet = List.copyOf(fleet);
    }

    public void apply(ApplicationEvent event) {
        switch (event) {
            case ApplicationDeclared declared -> applications.put(declared.name(), declared.spec().source());
            case ApplicationRemoved removed -> applications.remove(removed.name());
        }
    }

    public void forget(String application) {
        applications.remove(application);
    }

    /// The repositories by URL. Named credentials are tried before none, since an Application that names them says that
    /// the repository is private.
    public Map<String, WatchedRepository> repositories() {
        Map<String, List<ApplicationSpec.Source>> sources = new TreeMap<>();
        Stream.concat(fleet.stream(), applications.values().stream()).forEach(
                source -> sources.merge(source.repository(), List.of(source),
                        (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        Map<String, WatchedRepository> repositories = new TreeMap<>();
        sources.forEach((url, named) -> repositories.put(url, new WatchedRepository(url,
                new TreeSet<>(named.stream().map(ApplicationSpec.Source::ref).toList()), credentials(named))));
        return repositories;
    }

    private static List<String> credentials(List<ApplicationSpec.Source> named) {
        return named.stream()
                .map(source -> Objects.requireNonNullElse(source.credentials(), WatchedRepository.ANONYMOUS))
                .distinct()
                .sorted(Comparator.comparing(String::isEmpty).thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
