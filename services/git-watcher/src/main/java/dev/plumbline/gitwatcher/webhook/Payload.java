package dev.plumbline.gitwatcher.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/// Reads the parts of push events that several hosts share.
final class Payload {
    private Payload() {
    }

    /// The text at a path like `repository.clone_url`; empty when there is none.
    static Optional<String> text(JsonNode body, String path) {
        JsonNode node = body;
        for (String step : path.split("\\.")) {
            node = node.path(step);
        }
        return node.isTextual() && !node.textValue().isEmpty() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /// The texts at those of the paths that hold one.
    ///
    /// @throws MalformedDelivery if none does
    static List<String> urls(JsonNode body, String... paths) throws MalformedDelivery {
        List<String> urls = new ArrayList<>();
        for (String path : paths) {
            text(body, path).ifPresent(urls::add);
        }
        if (urls.isEmpty()) {
            throw new MalformedDelivery("the push event names no repository: none of " + String.join(", ", paths)
                    + " is there");
        }
        return urls;
    }
}
