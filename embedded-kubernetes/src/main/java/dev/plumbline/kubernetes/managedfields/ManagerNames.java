package dev.plumbline.kubernetes.managedfields;

import org.jspecify.annotations.Nullable;

/// How a client that sends no `fieldManager` is called.
public final class ManagerNames {
    /// The longest name, in UTF-8.
    public static final int MAX_BYTES = 128;

    private ManagerNames() {
    }

    /// The given name, or else the printable characters of the user agent before its first slash.
    public static String of(@Nullable String fieldManager, String userAgent) {
        if (fieldManager != null && !fieldManager.isEmpty()) {
            return fieldManager;
        }
        int slash = userAgent.indexOf('/');
        String product = slash < 0 ? userAgent : userAgent.substring(0, slash);
        StringBuilder name = new StringBuilder();
        int bytes = 0;
        for (int character : product.codePoints().filter(ManagerNames::isPrintable).toArray()) {
            bytes += utf8Length(character);
            if (bytes > MAX_BYTES) {
                break;
            }
            name.appendCodePoint(character);
        }
        return name.toString();
    }

    /// Whether Go's `unicode.IsPrint` holds.
    public static boolean isPrintable(int character) {
        return character == ' ' || (!Character.isISOControl(character) && !Character.isWhitespace(character)
                && !Character.isSpaceChar(character) && Character.isDefined(character));
    }

    private static int utf8Length(int character) {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
