package dev.plumbline.kubernetes.requests;

import java.util.List;
import java.util.Locale;

import dev.plumbline.kubernetes.api.Cause;

/// The name under which a write is recorded in managedFields.
final class FieldManagerName {
    private static final int MAX_LENGTH = 128;

    private FieldManagerName() {
    }

    static void check(String name, List<Cause> causes) {
        if (name.length() > MAX_LENGTH) {
            causes.add(Cause.tooLong("fieldManager", MAX_LENGTH));
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                causes.add(Cause.invalid("fieldManager", name, String.format(Locale.ROOT,
                        "invalid character U+%04X (at position %d)", (int) name.charAt(i), i)));
                return;
            }
        }
    }

    /// The parameter, else the user agent's product.
    static String of(String fieldManager, String userAgent) {
        if (!fieldManager.isEmpty()) {
            return fieldManager;
        }
        int slash = userAgent.indexOf('/');
        String product = slash < 0 ? userAgent : userAgent.substring(0, slash);
        StringBuilder printable = new StringBuilder();
        product.codePoints().filter(c -> !Character.isISOControl(c)).limit(MAX_LENGTH)
                .forEach(printable::appendCodePoint);
        return printable.isEmpty() ? "unknown" : printable.toString();
    }
}
