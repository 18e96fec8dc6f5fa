package dev.plumbline.kubernetes.crd;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

/// Whether the API of a definition in a group of the Kubernetes project itself was approved (KEP-1111).
enum Approval {
    /// The group belongs to somebody else.
    NOT_NEEDED,
    MISSING,
    /// The annotation is neither a URL nor a reason.
    INVALID,
    BYPASSED,
    APPROVED;

    static final String ANNOTATION = "api-approved.kubernetes.io";
    private static final String SEE = "see https://github.com/kubernetes/enhancements/pull/1111";

    static Approval of(Definition definition) {
        String group = "." + definition.group();
        if (!group.endsWith(".k8s.io") && !group.endsWith(".kubernetes.io")) {
            return NOT_NEEDED;
        }
        String annotation = annotation(definition.object());
        if (annotation.isEmpty()) {
            return MISSING;
        }
        if (annotation.startsWith("unapproved")) {
            return BYPASSED;
        }
        return isUrl(annotation) ? APPROVED : INVALID;
    }

    static String annotation(ObjectNode object) {
        return object.path("metadata").path("annotations").path(ANNOTATION).asText();
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    void addTo(List<Cause> causes, ObjectNode object) {
        String field = "metadata.annotations[" + ANNOTATION + "]";
        switch (this) {
            case MISSING -> causes.add(Cause.required(field,
                    "protected groups must have approval annotation \"" + ANNOTATION + "\", " + SEE));
            case INVALID -> causes.add(Cause.invalid(field, annotation(object),
                    "protected groups must have approval annotation \"" + ANNOTATION
                            + "\" with either a URL or a reason starting with \"unapproved\", " + SEE));
            case NOT_NEEDED, BYPASSED, APPROVED -> {
            }
        }
    }
}
