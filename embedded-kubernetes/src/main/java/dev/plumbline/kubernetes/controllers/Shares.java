package dev.plumbline.kubernetes.controllers;

import com.fasterxml.jackson.databind.JsonNode;

/// Reads an int-or-string: a number of things, or a percentage of all of them.
final class Shares {
    private static final int WHOLE = 100;

    private Shares() {
    }

    /// @param up whether a fraction is rounded up
    static int of(JsonNode value, int whole, boolean up) {
        String text = value.asText("0");
        if (!text.endsWith("%")) {
            return value.asInt(0);
        }
        int product = Integer.parseInt(text.substring(0, text.length() - 1)) * whole;
        return up ? Math.ceilDiv(product, WHOLE) : product / WHOLE;
    }
}
