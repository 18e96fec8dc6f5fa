package dev.plumbline.kubernetes.requests;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.managedfields.ManagerNames;

/// The name under which a write is recorded in managedFields.
final class FieldManagerName {
    private FieldManagerName() {
    }

    static void check(String name, List<Cause> causes) {
        if (name.getBytes(StandardCharsets.UTF_8).length > ManagerNames.MAX_BYTES) {
            causes.add(Cause.tooLong("fieldManager", ManagerNames.MAX_BYTES));
        }
        int position = 0;
        for (int character : name.codePoints().toArray()) {
            if (!ManagerNames.isPrintable(character)) {
                causes.add(Cause.invalid("fieldManager", name, String.format(Locale.ROOT,
                        "invalid character U+%04X (at position %d)", character, position)));
            }
            position += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /// The parameter, else the user agent's product.
    static String of(String fieldManager, String userAgent) {
        String name = ManagerNames.of(fieldManager, userAgent);
        return name.isEmpty() ? "unknown" : name;
    }
}
