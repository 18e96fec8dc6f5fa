package dev.plumbline.gitwatcher.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a Git host says was pushed: a hint to read the ref, never a fact.
///
/// @param urls     of the repository, in the forms that the host gives
/// @param ref      full name, `refs/heads/main`; absent when the delivery names none: every watched ref is read
/// @param tip      what the ref now points to; absent when it was deleted or the delivery does not say
/// @param delivery the host's id of the delivery
/// @param pusher   who pushed, as the host says
public record Announcement(List<String> urls, Optional<String> ref, Optional<String> tip, Optional<String> delivery,
        Optional<String> pusher) {
    private static final String NO_OBJECT = "^0+$";

    public Announcement {
        urls = List.copyOf(urls);
        tip = tip.filter(id -> !id.isEmpty() && !id.matches(NO_OBJECT));
    }

    /// Whether one of its URLs is this repository's.
    public boolean concerns(String repository) {
        return locations().contains(Location.of(repository));
    }

    /// Whether it may have moved a ref of this name, short or full.
    public boolean moves(String watchedRef) {
        return ref.map(full -> full.equals(watchedRef) || full.equals("refs/heads/" + watchedRef)
                || full.equals("refs/tags/" + watchedRef) || watchedRef.equals("HEAD")).orElse(true);
    }

    private Set<Location> locations() {
        Set<Location> locations = new HashSet<>();
        urls.forEach(url -> locations.add(Location.of(url)));
        return locations;
    }
}
