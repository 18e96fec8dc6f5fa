package dev.plumbline.audit.domain.archive;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next the cursor of the page that follows; null on the last page
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /// The page that was asked for.
    ///
    /// @param found the items after the request's cursor, in the list's order, at least one more than its limit where
    ///              there are more
    /// @param key what the list is ordered by
    public static <T> Page<T> of(List<T> found, PageRequest request, Function<T, String> key) {
        if (found.size() <= request.limit()) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, request.limit());
        return new Page<>(items, new Cursor(request.list(), key.apply(items.getLast())).encoded());
    }

    /// The same page with its items shown otherwise.
    public <R> Page<R> map(Function<T, R> shown) {
        return new Page<>(items.stream().map(shown).toList(), next);
    }
}
