package dev.plumbline.rendering.yaml;

/// Which YAML styles can carry a text without changing it: libyaml's analysis of a scalar, with the gaps of its Go port.
///
/// @param isMultiline     it holds a line break
/// @param isPlainAllowed  it can stand bare in a block
/// @param isSingleAllowed it can stand in single quotes
/// @param isBlockAllowed  it can be a literal block
record PlainText(boolean isMultiline, boolean isPlainAllowed, boolean isSingleAllowed, boolean isBlockAllowed) {
    private static final PlainText EMPTY = new PlainText(false, true, true, false);

    static PlainText of(String text) {
        return text.isEmpty() ? EMPTY : new Analysis().of(text);
    }

    /// What a block emitter writes as it is: the rest becomes an escape.
    static boolean isPrintable(int c) {
        return c == '\n' || (c >= 0x20 && c <= 0x7E) || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF);
    }

    static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    private static final class Analysis {
        private boolean indicators;
        private boolean breaks;
        private boolean special;
        private boolean edgeWhitespace;
        private boolean trailingSpace;
        private boolean breakSpace;
        private boolean spaceBreak;
        private boolean afterSpace;
        private boolean afterBreak;

        PlainText of(String text) {
            indicators = text.startsWith("---") || text.startsWith("...");
            int length = text.length();
            int previous = ' ';
            for (int i = 0; i < length;) {
                int c = text.codePointAt(i);
                int next = i + Character.charCount(c);
                boolean beforeWhitespace = next >= length || isBlank(text.charAt(next));
                indicators |= isIndicator(c, i == 0, isBlank(previous) || isBreak(previous), beforeWhitespace);
                special |= !isPrintable(c);
                note(c, i == 0, next == length);
                previous = c;
                i = next;
            }
            boolean bare = !edgeWhitespace && !breakSpace && !spaceBreak && !special && !breaks && !indicators;
            return new PlainText(breaks, bare, !breakSpace && !spaceBreak && !special,
                    !trailingSpace && !spaceBreak && !special);
        }

        private void note(int c, boolean first, boolean last) {
            if (c == ' ') {
                edgeWhitespace |= first || last;
                trailingSpace |= last;
                breakSpace |= afterBreak;
                afterSpace = true;
                afterBreak = false;
            } else if (isBreak(c)) {
                breaks = true;
                edgeWhitespace |= first || last;
                spaceBreak |= afterSpace;
                afterSpace = false;
                afterBreak = true;
            } else {
                afterSpace = false;
                afterBreak = false;
            }
        }

        private static boolean isIndicator(int c, boolean first, boolean afterWhitespace, boolean beforeWhitespace) {
            if (!first) {
                return (c == ':' && beforeWhitespace) || (c == '#' && afterWhitespace);
            }
            return switch (c) {
                case '#', ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`' -> true;
                case '?', ':', '-' -> beforeWhitespace;
                default -> false;
            };
        }
    }
}
