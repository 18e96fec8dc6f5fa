package dev.plumbline.audit.domain.archive;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where a page ended, opaque to clients: stays valid while newer items come in before it.
///
/// @param list the list that it belongs to
/// @param after key of the last item of the page
record Cursor(String list, String after) {
    String encoded() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((list + " " + after).getBytes(StandardCharsets.UTF_8));
    }

    /// @throws InvalidQueryException if this list gave no such cursor
    static Cursor decode(String list, String encoded) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            if (text.startsWith(list + " ")) {
                return new Cursor(list, text.substring(list.length() + 1));
            }
        } catch (IllegalArgumentException _) {
            // Not Base64: the same answer as for a cursor of another list.
        }
        throw invalid(list, encoded);
    }

    static InvalidQueryException invalid(String list, String encoded) {
        return new InvalidQueryException("bad-cursor", "cursor \"" + encoded + "\" is none that " + list + " gave",
                "Send the next of a former page of " + list + " unchanged, or no cursor for the first page.");
    }
}
