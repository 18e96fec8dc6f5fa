package dev.plumbline.rendering.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Builds the node tree of the first document of a text from a parser's events.
final class NodeParser {
    /// Far above any manifest, low enough that a document of nested aliases fails before the memory does.
    private static final int MOST_NODES = 2_000_000;
    private static final int DEEPEST = 300;
    private static final LoadSettings SETTINGS = LoadSettings.builder().setParseComments(false).setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE).build();

    private final String text;
    private final int firstLine;
    private final Map<String, Node> anchors = new HashMap<>();
    private int nodes;
    private int flowDepth;

    private NodeParser(String text, int firstLine) {
        this.text = text;
        this.firstLine = firstLine;
    }

    /// The document; null when there is none.
    static @Nullable YamlDocument document(String text, int firstLine) {
        StringBuilder tolerated = new StringBuilder(text);
        while (true) {
            try {
                return new NodeParser(tolerated.toString(), firstLine).document();
            } catch (MarkedYamlEngineException e) {
                if (!replaceTab(tolerated, e)) {
                    int line = e.getProblemMark().map(mark -> mark.getLine() + firstLine).orElse(0);
                    throw new YamlProblem(problem(e.getProblem()), line);
                }
            } catch (YamlEngineException e) {
                throw new YamlProblem(String.valueOf(e.getMessage()), 0);
            }
        }
    }

    /// go-yaml takes a tab for a space where it separates two tokens of one line; the scanner here stumbles over it.
    private static boolean replaceTab(StringBuilder text, MarkedYamlEngineException e) {
        int at = e.getProblemMark().map(mark -> text.offsetByCodePoints(0, mark.getIndex())).orElse(text.length());
        if (at >= text.length() || text.charAt(at) != '\t') {
            return false;
        }
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        boolean separates = before >= 0 && text.charAt(before) != '\n' && text.charAt(before) != '-'
                && text.charAt(before) != '?';
        if (separates) {
            text.setCharAt(at, ' ');
        }
        return separates;
    }

    private @Nullable YamlDocument document() {
        ParserImpl events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
        events.next();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return null;
        }
        events.next();
        Event first = events.peekEvent();
        Node root = node(events, 0);
        return new YamlDocument(root, line(first));
    }

    private Node node(ParserImpl events, int depth) {
        Event event = events.next();
        if (depth > DEEPEST) {
            throw new YamlProblem("nested more than " + DEEPEST + " levels deep", line(event));
        }
        count(1, event);
        return switch (event) {
            case AliasEvent alias -> alias(alias);
            case ScalarEvent scalar -> anchored(scalar, scalar(scalar));
            case SequenceStartEvent start -> anchored(start, sequence(events, start, depth));
            case MappingStartEvent start -> anchored(start, mapping(events, start, depth));
            default -> throw new YamlProblem("unexpected " + event, line(event));
        };
    }

    private Node alias(AliasEvent alias) {
        String name = alias.getAlias().getValue();
        Node target = anchors.get(name);
        if (target == null) {
            throw new YamlProblem("unknown anchor '" + name + "' referenced", line(alias));
        }
        count(size(target), alias);
        return target.copy();
    }

    private Node anchored(NodeEvent event, Node node) {
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
        return node;
    }

    private Scalar scalar(ScalarEvent event) {
        String value = event.getValue();
        ScalarStyle style = switch (event.getScalarStyle()) {
            case SINGLE_QUOTED -> ScalarStyle.SINGLE;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> ScalarStyle.DOUBLE;
            case LITERAL -> ScalarStyle.LITERAL;
            case FOLDED -> ScalarStyle.FOLDED;
            case PLAIN -> ScalarStyle.PLAIN;
        };
        if (style == ScalarStyle.DOUBLE && value.indexOf('/') >= 0) {
            refuseEscapedSlash(event);
        }
        String tag = event.getTag().orElse("");
        if (!tag.isEmpty() && !tag.equals("!")) {
            // a written tag settles the type; the quotes do not make a string of it any more
            return new Scalar(Tag.of(tag), value, ScalarStyle.PLAIN);
        }
        if (style != ScalarStyle.PLAIN || tag.equals("!")) {
            return new Scalar(Tag.STR, value, style);
        }
        if (value.equals(Mapping.MERGE_KEY)) {
            return new Scalar(Tag.MERGE, value, style);
        }
        Tag resolved = Dialect.V3.tagOf(value);
        // inside a flow collection the real tool puts a time into quotes on its way to JSON
        boolean quotedOnTheWay = resolved == Tag.TIMESTAMP && flowDepth > 0 && value.indexOf(':') >= 0;
        return new Scalar(quotedOnTheWay ? Tag.STR : resolved, value, style);
    }

    /// go-yaml does not know the JSON escape `\/`.
    private void refuseEscapedSlash(ScalarEvent event) {
        int from = event.getStartMark().map(Mark::getIndex).orElse(0);
        int to = event.getEndMark().map(Mark::getIndex).orElse(0);
        int start = text.offsetByCodePoints(0, from);
        int end = text.offsetByCodePoints(start, to - from);
        for (int i = start; i < end - 1; i++) {
            if (text.charAt(i) == '\\') {
                if (text.charAt(i + 1) == '/') {
                    throw new YamlProblem("found unknown escape character \\/", line(event));
                }
                i++;
            }
        }
    }

    private Sequence sequence(ParserImpl events, SequenceStartEvent start, int depth) {
        enter(start.getFlowStyle());
        Sequence sequence = new Sequence();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            int line = line(events.peekEvent());
            sequence.read(node(events, depth + 1), line);
        }
        events.next();
        leave(start.getFlowStyle());
        return sequence;
    }

    private Mapping mapping(ParserImpl events, MappingStartEvent start, int depth) {
        enter(start.getFlowStyle());
        Mapping mapping = new Mapping();
        List<Mapping> merged = new ArrayList<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Event keyEvent = events.peekEvent();
            if (!(node(events, depth + 1) instanceof Scalar key)) {
                throw new YamlProblem("a key must be a single value", line(keyEvent));
            }
            Node value = node(events, depth + 1);
            if (key.tag() == Tag.MERGE) {
                collect(value, merged, line(keyEvent));
            } else {
                mapping.add(key, value, line(keyEvent));
            }
        }
        events.next();
        leave(start.getFlowStyle());
        return merged.isEmpty() ? mapping : merge(merged, mapping);
    }

    /// Own keys win over merged ones, and of the merged mappings the one listed first.
    private static Mapping merge(List<Mapping> merged, Mapping own) {
        Mapping result = own.copy();
        for (Mapping source : merged.reversed()) {
            for (Mapping.Entry entry : source.entries()) {
                if (own.entry(entry.name()) == null) {
                    result.remove(entry.name());
                    result.add(entry.key(), entry.value().copy(), entry.line());
                }
            }
        }
        return result;
    }

    private static void collect(Node value, List<Mapping> merged, int line) {
        switch (value) {
            case Mapping mapping -> merged.add(mapping);
            case Sequence sequence -> sequence.items().forEach(item -> {
                if (!(item instanceof Mapping mapping)) {
                    throw new YamlProblem("map merge requires map or sequence of maps as the value", line);
                }
                merged.add(mapping);
            });
            case Scalar _ -> throw new YamlProblem("map merge requires map or sequence of maps as the value", line);
        }
    }

    private void enter(FlowStyle style) {
        flowDepth += style == FlowStyle.FLOW ? 1 : 0;
    }

    private void leave(FlowStyle style) {
        flowDepth -= style == FlowStyle.FLOW ? 1 : 0;
    }

    private void count(int more, Event event) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw new YamlProblem("more than " + MOST_NODES + " values after aliases are expanded", line(event));
        }
    }

    private static int size(Node node) {
        return switch (node) {
            case Scalar _ -> 1;
            case Sequence sequence -> sequence.items().stream().mapToInt(NodeParser::size).sum() + 1;
            case Mapping mapping -> mapping.entries().stream().mapToInt(entry -> size(entry.value()) + 1).sum() + 1;
        };
    }

    private int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + firstLine).orElse(firstLine);
    }

    private static String problem(String problem) {
        return problem.replace("mapping values are not allowed here", "mapping values are not allowed in this context");
    }
}
