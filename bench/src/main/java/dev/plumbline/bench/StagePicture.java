package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The stages of a commit's way as an SVG picture: a bar each, one behind another, by their medians.
final class StagePicture {
    private static final int WIDTH = 720;
    private static final int LEFT = 90;
    private static final int RIGHT = 150;
    private static final int ROW = 34;
    private static final int TOP = 40;
    private static final String STYLE = """
            <style>text{font:14px system-ui,sans-serif;fill:#24292f}.bar{fill:#2f6f8f}.late{stroke:#9ab;stroke-width:3}
            @media (prefers-color-scheme:dark){text{fill:#e6edf3}}</style>
            """;

    private StagePicture() {
    }

    /// Writes the figures whose names begin with `prefix`, in their order; milliseconds.
    static void write(Map<String, Figure> figures, String prefix, Path file) throws IOException {
        Map<String, Figure.Spread> stages = new LinkedHashMap<>();
        figures.forEach((name, figure) -> {
            if (name.startsWith(prefix) && figure instanceof Figure.Spread spread) {
                stages.put(name.substring(prefix.length()), spread);
            }
        });
        Files.writeString(file, picture(stages));
    }

    static String picture(Map<String, Figure.Spread> stages) {
        double reach = 1;
        double total = 0;
        for (Figure.Spread stage : stages.values()) {
            reach = Math.max(reach, total + Math.max(stage.p50(), stage.p95()));
            total += stage.p50();
        }
        double scale = (WIDTH - LEFT - RIGHT) / reach;
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH,
                TOP + ROW * stages.size() + 10));
        svg.append(STYLE).append(
                String.format(Locale.ROOT, "<text x=\"10\" y=\"22\">From push to audit: %.0f ms (medians; the thin line"
                        + " reaches to the 95th percentile)</text>", total));
        double start = 0;
        int y = TOP;
        for (Map.Entry<String, Figure.Spread> stage : stages.entrySet()) {
            double left = LEFT + start * scale;
            double median = stage.getValue().p50() * scale;
            double late = left + stage.getValue().p95() * scale;
            svg.append(String.format(Locale.ROOT, "<text x=\"10\" y=\"%d\">%s</text>", y + 18, stage.getKey()));
            svg.append(String.format(Locale.ROOT, "<line class=\"late\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                    left, y + 13, late,
                    y + 13));
            svg.append(String.format(Locale.ROOT,
                    "<rect class=\"bar\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"22\" rx=\"3\"/>", left,
                    y + 2, Math.max(1, median)));
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%.0f ms (p95 %.0f)</text>",
                    Math.max(late, left + median) + 8,
                    y + 18, stage.getValue().p50(), stage.getValue().p95()));
            start += stage.getValue().p50();
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }
}
