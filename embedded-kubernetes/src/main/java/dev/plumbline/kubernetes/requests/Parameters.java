package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;

/// The query of a request; a repeated parameter has several values.
public record Parameters(Map<String, List<String>> values) {
    public static final Parameters NONE = new Parameters(Map.of());

    public static Parameters of(String... namesAndValues) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new Parameters(values);
    }

    /// The first value, or an empty text.
    public String text(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    public boolean has(String name) {
        return !text(name).isEmpty();
    }

    /// As Go's conversion of query parameters reads booleans: anything but these is true.
    public boolean flag(String name) {
        String text = text(name);
        return values.containsKey(name) && !text.equalsIgnoreCase("false") && !text.equals("0");
    }

    /// A whole number, empty when it is absent; refused with 400 when it is none.
    public Optional<Long> number(String name) {
        try {
            return has(name) ? Optional.of(Long.valueOf(text(name))) : Optional.empty();
        } catch (NumberFormatException e) {
            throw ApiException
                    .badRequest("strconv.ParseInt: parsing " + TextNode.valueOf(text(name)) + ": invalid syntax");
        }
    }

    boolean dryRun() {
        return values.getOrDefault("dryRun", List.of()).contains("All");
    }

    /// Refuses values of `dryRun`, `fieldValidation` and `fieldManager` that no write knows.
    void checkWrite(String optionsKind) {
        checkWrite(optionsKind, new ArrayList<>());
    }

    /// The same of a PATCH, which only as an apply must name its manager and may force.
    void checkPatch(boolean isApply) {
        List<Cause> causes = new ArrayList<>();
        if (isApply && !has("fieldManager")) {
            causes.add(Cause.required("fieldManager", "is required for apply patch"));
        }
        if (!isApply && has("force")) {
            causes.add(Cause.forbidden("force", "may not be specified for non-apply patch"));
        }
        checkWrite("PatchOptions", causes);
    }

    private void checkWrite(String optionsKind, List<Cause> causes) {
        checkDryRun(causes);
        FieldManagerName.check(text("fieldManager"), causes);
        String validation = text("fieldValidation");
        if (has("fieldValidation") && !FieldValidation.NAMES.contains(validation)) {
            causes.add(Cause.notSupported("fieldValidation", validation, FieldValidation.NAMES));
        }
        refuse(optionsKind, causes);
    }

    void checkDryRun(List<Cause> causes) {
        List<String> dryRun = values.getOrDefault("dryRun", List.of());
        if (!dryRun.stream().allMatch(value -> value.equals("All"))) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            dryRun.forEach(shown::add);
            causes.add(Cause.notSupported("dryRun", shown, List.of("All")));
        }
    }

    static void refuse(String optionsKind, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiException.invalid("meta.k8s.io", optionsKind, "", causes);
        }
    }
}
