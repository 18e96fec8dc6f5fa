package dev.plumbline.kubernetes.transcripts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/// One recorded scenario.
///
/// @param files  texts by name, in the folder in which the commands run
/// @param serial whether it needs a server for itself
record Transcript(String name, String mode, boolean serial, Map<String, String> files, List<Step> steps,
        List<List<String>> cleanup) {

    /// One command with what it printed.
    ///
    /// @param until      repeat until this is found in the outputs
    /// @param background start it and go on; the name by which `join` collects it
    /// @param lines      stop a joined command after so many lines
    /// @param compare    `code`: only the exit code, `last`: only the last line, `sorted`: rows in any order, or empty
    /// @param drop       lines that are left out
    /// @param capture    regular expressions whose first group becomes a variable
    record Step(List<String> run, String stdin, Map<String, String> environment, Optional<String> until,
            int timeoutSeconds, Optional<String> background, double settleSeconds, Optional<String> join,
            Optional<Integer> lines, String compare, Optional<String> drop, Map<String, String> capture,
            Optional<Integer> code, String stdout, String stderr) {
    }

    static Transcript of(JsonNode json) {
        List<Step> steps = new ArrayList<>();
        json.path("steps").forEach(step -> steps.add(step(step)));
        List<List<String>> cleanup = new ArrayList<>();
        json.path("cleanup").forEach(command -> cleanup.add(texts(command)));
        return new Transcript(json.path("name").asText(), json.path("mode").asText(),
                json.path("serial").asBoolean(), map(json.path("files")), steps, cleanup);
    }

    private static Step step(JsonNode step) {
        boolean isJoin = step.has("join");
        return new Step(texts(step.path("run")), step.path("stdin").asText(""), map(step.path("env")),
                text(step.path("until")), step.path("timeout").asInt(isJoin ? 20 : 30),
                text(step.path("background")), step.path("settle").asDouble(1), text(step.path("join")),
                step.has("lines") ? Optional.of(step.path("lines").asInt()) : Optional.empty(),
                step.path("compare").asText(""), text(step.path("drop")), map(step.path("capture")),
                step.path("code").isNumber() ? Optional.of(step.path("code").asInt()) : Optional.empty(),
                step.path("stdout").asText(""), step.path("stderr").asText(""));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }
}
