package dev.plumbline.audit.domain.archive;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for.
///
/// @param list the list's name: a cursor of another list is refused
/// @param after key of the last item that the reader has; empty for the first page
/// @param limit at most so many items, 1 to [#MAX_LIMIT]
public record PageRequest(String list, Optional<String> after, int limit) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    /// Reads what a client sends.
    ///
    /// @param cursor a former page's `next`
    /// @throws InvalidQueryException if either cannot be used
    public static PageRequest of(String list, @Nullable String cursor, @Nullable String limit) {
        return new PageRequest(list, Optional.ofNullable(cursor).map(text -> Cursor.decode(list, text).after()),
                limit == null ? DEFAULT_LIMIT : limit(limit));
    }

    /// The first items of a list.
    public static PageRequest first(String list, int limit) {
        return new PageRequest(list, Optional.empty(), limit);
    }

    /// The sequence after which newest-first lists go on; the greatest number on the first page.
    ///
    /// @throws InvalidQueryException if the cursor holds no sequence
    public long before() {
        try {
            return after.map(Long::parseLong).orElse(Long.MAX_VALUE);
        } catch (NumberFormatException _) {
            throw Cursor.invalid(list, after.orElse(""));
        }
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Falls through to the one message for whatever is no number from 1 to MAX_LIMIT.
        }
        throw new InvalidQueryException("bad-limit",
                "limit must be a whole number from 1 to " + MAX_LIMIT + ", is \"" + text + "\"",
                "Leave limit out for " + DEFAULT_LIMIT + ", and follow next for more.");
    }
}
