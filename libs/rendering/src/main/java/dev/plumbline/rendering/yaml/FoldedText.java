package dev.plumbline.rendering.yaml;

/// What becomes of a folded block on its way through go-yaml v3, which writes one line break too many before a more
/// indented line and at the end, and none where the text begins with a blank.
final class FoldedText {

    private FoldedText() {
    }

    /// The text that is read back from the folded block that the emitter writes.
    static String rewritten(String text) {
        if (text.indexOf('\n') < 0 || !PlainText.of(text).isBlockAllowed()) {
            return text;
        }
        YamlDocument document = YamlReader.single("text: >" + hints(text) + "\n" + body(text));
        return document != null && document.root() instanceof Mapping mapping ? mapping.text("text") : text;
    }

    private static String hints(String text) {
        char first = text.charAt(0);
        String indent = first == ' ' || first == '\n' ? "2" : "";
        if (!text.endsWith("\n")) {
            return indent + "-";
        }
        return indent + (text.length() == 1 || text.charAt(text.length() - 2) == '\n' ? "+" : "");
    }

    private static String body(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\n') {
            start++;
        }
        boolean doubles = start < text.length() && text.charAt(start) != ' ' && text.charAt(start) != '\t';
        StringBuilder body = new StringBuilder();
        boolean atLineStart = true;
        boolean indented = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                body.append(!atLineStart && !indented && doubles ? "\n\n" : "\n");
                atLineStart = true;
            } else {
                if (atLineStart) {
                    body.append("  ");
                    indented = c == ' ' || c == '\t';
                }
                body.append(c);
                atLineStart = false;
            }
        }
        return body.toString();
    }
}
