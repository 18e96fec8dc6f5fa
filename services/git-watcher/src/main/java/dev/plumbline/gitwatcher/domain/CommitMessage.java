package dev.plumbline.gitwatcher.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A commit's message in its parts.
///
/// The trailers are the message's last paragraph if each of its lines is `Key: value` or continues the line before by
/// leading white space (git-interpret-trailers); the first paragraph is never taken for trailers.
///
/// @param subject  the first line
/// @param body     what follows, without the trailers
/// @param trailers by key as written, in order
public record CommitMessage(String subject, String body, Map<String, List<String>> trailers) {
    private static final Pattern TRAILER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*)[ \\t]*:[ \\t]*(.*)");
    /// What `git cherry-pick -x` writes among the trailers.
    private static final String PICKED = "(cherry picked from commit ";

    public static CommitMessage parse(String message) {
        String text = message.replace("\r\n", "\n").strip();
        int firstEnd = text.indexOf('\n');
        if (firstEnd < 0) {
            return new CommitMessage(text, "", Map.of());
        }
        String subject = text.substring(0, firstEnd).strip();
        String rest = text.substring(firstEnd);
        int paragraph = rest.lastIndexOf("\n\n");
        Map<String, List<String>> trailers = paragraph < 0 ? Map.of() : trailers(rest.substring(paragraph).strip());
        String body = trailers.isEmpty() ? rest : rest.substring(0, paragraph);
        return new CommitMessage(subject, body.strip(), trailers);
    }

    /// Empty if one line is no trailer.
    private static Map<String, List<String>> trailers(String paragraph) {
        Map<String, List<String>> trailers = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : paragraph.split("\n")) {
            Matcher trailer = TRAILER.matcher(line);
            if (trailer.matches()) {
                current = trailers.computeIfAbsent(trailer.group(1), _ -> new ArrayList<>());
                current.add(trailer.group(2).strip());
            } else if (Character.isWhitespace(line.charAt(0)) && !current.isEmpty()) {
                current.set(current.size() - 1, (current.getLast() + " " + line.strip()).strip());
            } else if (!line.startsWith(PICKED)) {
                return Map.of();
            }
        }
        return trailers;
    }
}
