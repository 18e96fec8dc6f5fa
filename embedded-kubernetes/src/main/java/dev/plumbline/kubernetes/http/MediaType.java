package dev.plumbline.kubernetes.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A media type with its parameters: `application/json;as=Table;g=meta.k8s.io;v=v1`.
record MediaType(String name, Map<String, String> parameters) {

    static MediaType parse(String text) {
        String[] parts = text.split(";", -1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                parameters.put(parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        parts[i].substring(equals + 1).strip());
            }
        }
        return new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), parameters);
    }

    /// The types of an Accept header, the most wanted first.
    static List<MediaType> accepted(String header) {
        List<MediaType> types = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            if (!part.isBlank()) {
                types.add(parse(part));
            }
        }
        types.sort((a, b) -> Double.compare(b.quality(), a.quality()));
        return types;
    }

    private double quality() {
        try {
            return Double.parseDouble(parameters.getOrDefault("q", "1"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }
}
