package dev.plumbline.gitwatcher.domain;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A repository and what of it is watched.
///
/// @param url         normalised
/// @param refs        branches, tags or commits as the fleet names them
/// @param credentials names of those to try in this order; the empty name stands for none
public record WatchedRepository(String url, SortedSet<String> refs, List<String> credentials) {
    /// Reads without a password.
    public static final String ANONYMOUS = "";

    public WatchedRepository {
        refs = new TreeSet<>(refs);
        credentials = List.copyOf(credentials);
        if (refs.isEmpty() || credentials.isEmpty()) {
            throw new IllegalArgumentException("A watched repository has a ref and a way to read it: " + url);
        }
    }
}
