package dev.plumbline.kubernetes.transcripts;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts placeholders where a text holds what changes from run to run; the recorded texts went through the same.
///
/// Numbers in placeholders count by first appearance: the same number is the same value. What the scenario itself says
/// stays as it is.
final class Normaliser {
    private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";
    private static final Pattern UUID = Pattern
            .compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern DATE = Pattern.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d \\w{3} (\\d{4}) "
            + "\\d\\d:\\d\\d:\\d\\d ([+-]\\d{4}|[A-Z]{3})");
    private static final Pattern VERSION = Pattern.compile("(resourceVersion\\\\?\"?: ?\\\\?\")(\\d+)");
    private static final Pattern SHOWN_VERSION = Pattern.compile("(Resource Version:\\s+)(\\d+)");
    private static final Pattern ADDRESS = Pattern
            .compile("(?<![\\d.])(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");
    private static final Pattern PORT = Pattern
            .compile("((?:nodePort|healthCheckNodePort)\\\\?\"?: ?|:|\\s)(3[0-2]\\d{3})(?=$|[/,\\s])");
    private static final Duration RECENT = Duration.ofDays(2);

    private final Map<String, String> fixed;
    private final String literal;
    private final Map<String, Map<String, Integer>> seen = new HashMap<>();
    private final Instant now = Instant.now();

    /// @param literal all that the scenario says, with its variables filled in
    Normaliser(String namespace, Path directory, String server, String literal) {
        this.literal = literal;
        this.fixed = new LinkedHashMap<>();
        fixed.put(directory.toString(), "${dir}");
        fixed.put(namespace, "${ns}");
        fixed.put(server, "${server}");
        fixed.put(server.replaceFirst("^https?://", ""), "${host}");
    }

    String line(String text) {
        String s = text;
        for (Map.Entry<String, String> entry : fixed.entrySet()) {
            s = s.replace(entry.getKey(), entry.getValue());
        }
        s = s.replaceAll("^([EWIF])\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d+ +\\d+ ([\\w.]+):\\d+\\]", "$1<log> $2]");
        s = s.replaceAll("(\"(?:gitCommit|gitTreeState|buildDate|goVersion|compiler|platform)\": )\"[^\"]*\"",
                "$1\"<any>\"");
        s = s.replaceAll("((?:\"gitVersion\": \"|Server Version: )v\\d+\\.\\d+)\\.[\\w.+-]+", "$1.<patch>");
        s = s.replaceAll("\\S*kubectl-edit-\\d+\\.(yaml|json)", "<tmp>/kubectl-edit-N.$1");
        s = s.replaceAll("\\S*/(LIVE|MERGED)-\\d+", "<tmp>/$1");
        s = s.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ [+-]\\d{4}", "<time>");
        s = s.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d{4} UTC", "<time>");
        s = s.replaceAll("(Expected resource version to be \\d+, was )\\d+", "$1<rv>");
        s = replaced(UUID, s, m -> literal.contains(m.group()) ? m.group() : numbered("uid", m.group()));
        s = replaced(TIME, s, m -> isRecent(m.group()) ? "<time>" : m.group());
        s = replaced(DATE, s, m -> isThisYear(m.group(2)) ? "<time>" : m.group());
        s = s.replaceAll("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+", "<jwt>");
        s = s.replaceAll("(\"continue\": ?\"|continue: )(eyJ[\\w+/=-]+)", "$1<continue>");
        s = replaced(VERSION, s, m -> m.group(2).matches("[01]")
                ? m.group()
                : m.group(1) + numbered("rv", m.group(2)));
        s = replaced(SHOWN_VERSION, s, m -> m.group(1) + numbered("rv", m.group(2)));
        s = replaced(ADDRESS, s, m -> literal.contains(m.group(1)) ? m.group(1) : numbered("ip", m.group(1)));
        s = replaced(PORT, s, m -> literal.contains(m.group(2))
                ? m.group()
                : m.group(1) + numbered("port", m.group(2)));
        s = s.replaceAll("((?:pod-template|controller-revision)-hash\\\\?\"?[=:] ?\\\\?\"?)(?:[\\w.-]+-)?([" + SAFE
                + "]{5,10})\\b", "$1<hash>");
        s = s.replaceAll("(?<=-)[" + SAFE + "]{7,10}(?![a-z0-9])", "<hash>");
        return s.replaceAll("(?<=-)[" + SAFE + "]{5}(?![a-z0-9-])", "<sfx>");
    }

    private String numbered(String kind, String value) {
        Map<String, Integer> known = seen.computeIfAbsent(kind, _ -> new HashMap<>());
        return "<" + kind + ":" + known.computeIfAbsent(value, _ -> known.size() + 1) + ">";
    }

    private boolean isRecent(String time) {
        if (literal.contains(time)) {
            return false;
        }
        try {
            Instant instant = LocalDateTime.parse(time.substring(0, 19)).toInstant(ZoneOffset.UTC);
            return Duration.between(instant, now).abs().compareTo(RECENT) < 0;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private boolean isThisYear(String year) {
        return Math.abs(Integer.parseInt(year) - now.atOffset(ZoneOffset.UTC).getYear()) < 2;
    }

    private static String replaced(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(by.apply(m)));
    }
}
