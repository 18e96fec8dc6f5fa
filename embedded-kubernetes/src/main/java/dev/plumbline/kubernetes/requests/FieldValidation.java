package dev.plumbline.kubernetes.requests;

import java.util.List;

/// What becomes of unknown and duplicate fields.
enum FieldValidation {
    IGNORE, STRICT, WARN;

    static final List<String> NAMES = List.of("Ignore", "Strict", "Warn");

    static FieldValidation of(Parameters parameters) {
        return switch (parameters.text("fieldValidation")) {
            case "Ignore" -> IGNORE;
            case "Strict" -> STRICT;
            default -> WARN;
        };
    }
}
