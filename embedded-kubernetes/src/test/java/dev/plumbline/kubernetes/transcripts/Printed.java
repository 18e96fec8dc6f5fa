package dev.plumbline.kubernetes.transcripts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a command printed, as the recorded texts are written: tables laid out again, lines normalised, what has no order
/// sorted.
final class Printed {
    private static final Pattern HEADER = Pattern.compile("^[A-Z][A-Z0-9()/_%.:-]*( [A-Z0-9()/_%.:-]+)*"
            + "( {2,}[A-Z][A-Z0-9()/_%.:-]*( [A-Z0-9()/_%.:-]+)*)*\\s*$");
    private static final Pattern CELL = Pattern.compile("\\S+(?: \\S+)*");
    private static final Pattern MANAGED = Pattern.compile("^( *)managedFields:$");
    private static final Set<String> AGES = Set.of("AGE", "LAST SEEN", "FIRST SEEN", "DURATION", "LAST SCHEDULE");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Normaliser normaliser;
    private final List<String> run;
    private final String compare;

    /// @param compare how outputs are compared, see [Transcript.Step]
    Printed(Normaliser normaliser, List<String> run, String compare) {
        this.normaliser = normaliser;
        this.run = run;
        this.compare = compare;
    }

    /// What is not compared is normalised too: values are numbered by where they appear first.
    String normalised(String text, List<String> lines) {
        String verb = run.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("");
        List<String> out = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            boolean starts = i == 0 || lines.get(i - 1).isEmpty();
            if (starts && HEADER.matcher(lines.get(i)).matches() && !verb.equals("explain")
                    && !verb.equals("describe")) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).isEmpty()) {
                    end++;
                }
                List<String> table = table(lines.subList(i, end));
                out.add(table.getFirst());
                List<String> rows = table.subList(1, table.size());
                out.addAll(compare.equals("sorted") ? rows.stream().sorted().toList() : rows);
                i = end;
            } else {
                out.add(normaliser.line(spaced(verb, lines.get(i))));
                i++;
            }
        }
        return compare.equals("code") ? "" : compared(canonical(out), text);
    }

    private String spaced(String verb, String line) {
        if (verb.equals("describe") || verb.equals("cluster-info")) {
            String s = line.replaceAll("(?<=\\S) {2,}", "  ").replaceAll("(?<=%\\)  )(\\d+[smhdy])+$", "<age>");
            return s.replaceAll("^(  (?:Normal|Warning)  \\S+  )\\S+(?: \\(x\\d+ over \\S+\\))?(  )", "$1<age>$2");
        }
        if (run.stream().anyMatch(Set.of("--no-headers", "--watch", "-w", "--watch-only")::contains)) {
            return line.replaceAll("(?<=\\S) {3,}", "   ").replaceAll("(?<= {3})(\\d+[smhdy])+(?=$| {3})", "<age>");
        }
        return line;
    }

    private String compared(String canonical, String text) {
        if (compare.equals("last") && !canonical.isBlank()) {
            String stripped = canonical.replaceAll("\\n+$", "");
            return stripped.substring(stripped.lastIndexOf('\n') + 1) + "\n";
        }
        boolean isTable = HEADER.matcher(text.split("\n", -1)[0]).matches();
        if (compare.equals("sorted") && !isTable && !canonical.isEmpty()) {
            return Arrays.stream(canonical.replaceAll("\\n+$", "").split("\n", -1)).sorted()
                    .collect(Collectors.joining("\n")) + "\n";
        }
        return canonical;
    }

    /// Cells by the columns of the header, normalised and laid out again.
    private List<String> table(List<String> lines) {
        List<Integer> starts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Matcher matcher = CELL.matcher(lines.getFirst());
        while (matcher.find()) {
            starts.add(matcher.start());
            names.add(matcher.group());
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(names);
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = new ArrayList<>();
            List<String> raw = cut(line, starts);
            for (int i = 0; i < raw.size(); i++) {
                boolean isAge = i < names.size() && AGES.contains(names.get(i));
                cells.add(normaliser.line(isAge ? age(raw.get(i)) : raw.get(i)));
            }
            rows.add(cells);
        }
        return laidOut(rows);
    }

    private static String age(String cell) {
        String s = cell.replaceAll("(?<=over )(\\d+[smhdy])+", "<age>")
                .replaceAll("^(\\d+[smhdy])+(?= \\(x)", "<age>");
        return s.matches("(\\d+[smhdy])+") ? "<age>" : s;
    }

    private static List<String> cut(String line, List<Integer> starts) {
        boolean fits = starts.stream().skip(1)
                .allMatch(start -> line.length() < start || line.charAt(start - 1) == ' ');
        if (!fits) {
            return List.of(line.stripTrailing().split(" {2,}", -1));
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int from = Math.min(starts.get(i), line.length());
            int to = i + 1 < starts.size() ? Math.min(starts.get(i + 1), line.length()) : line.length();
            cells.add(line.substring(from, to).stripTrailing());
        }
        return cells;
    }

    private static List<String> laidOut(List<List<String>> rows) {
        List<String> out = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream().filter(other -> column < other.size())
                        .mapToInt(other -> other.get(column).length()).max().orElse(0);
                line.append(row.get(i));
                if (i < row.size() - 1) {
                    line.repeat(" ", width - row.get(i).length() + 3);
                }
            }
            out.add(line.toString().stripTrailing());
        }
        return out;
    }

    /// Causes of a refusal and entries of managedFields have no order.
    private static String canonical(List<String> lines) {
        List<String> out = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i);
            Matcher managed = MANAGED.matcher(line);
            int end = i + 1;
            if (line.startsWith("* ")) {
                while (end < lines.size() && lines.get(end).startsWith("* ")) {
                    end++;
                }
                lines.subList(i, end).stream().sorted().forEach(out::add);
            } else if (managed.matches()) {
                out.add(line);
                String indent = managed.group(1);
                List<String> entries = new ArrayList<>();
                while (end < lines.size() && (lines.get(end).startsWith(indent + "- ")
                        || (lines.get(end).startsWith(indent + "  ") && !entries.isEmpty()))) {
                    if (lines.get(end).startsWith(indent + "- ")) {
                        entries.add(lines.get(end));
                    } else {
                        entries.set(entries.size() - 1, entries.getLast() + "\n" + lines.get(end));
                    }
                    end++;
                }
                entries.stream().sorted().forEach(out::add);
            } else {
                out.add(line.startsWith("{\"") ? canonicalJson(line) : line);
            }
            i = end;
        }
        return String.join("\n", out);
    }

    private static String canonicalJson(String line) {
        try {
            if (!(MAPPER.readTree(line) instanceof ObjectNode document)) {
                return line;
            }
            List<JsonNode> objects = new ArrayList<>(List.of(document));
            if (document.path("kind").asText().endsWith("List")) {
                ((ObjectNode) document.path("metadata")).put("resourceVersion", "<lrv>");
            }
            document.path("items").forEach(objects::add);
            for (JsonNode object : objects) {
                if (object.path("metadata").path("managedFields") instanceof ArrayNode entries) {
                    List<JsonNode> sorted = new ArrayList<>();
                    entries.forEach(sorted::add);
                    sorted.sort(Comparator.comparing(JsonNode::toString));
                    entries.removeAll();
                    entries.addAll(sorted);
                }
            }
            return MAPPER.writeValueAsString(document);
        } catch (IOException | ClassCastException _) {
            return line;
        }
    }
}
