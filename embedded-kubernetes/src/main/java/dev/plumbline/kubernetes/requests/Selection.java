package dev.plumbline.kubernetes.requests;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.selectors.FieldSelector;
import dev.plumbline.kubernetes.selectors.LabelSelector;
import dev.plumbline.kubernetes.store.Stored;

/// Which objects of a resource a request is about.
final class Selection {
    private final ResourceType type;
    private final String namespace;
    private final LabelSelector labels;
    private final FieldSelector fields;

    private Selection(ResourceType type, String namespace, LabelSelector labels, FieldSelector fields) {
        this.type = type;
        this.namespace = namespace;
        this.labels = labels;
        this.fields = fields;
    }

    /// From the parameters `labelSelector` and `fieldSelector`; a target with a name selects that one.
    static Selection of(Target target, Parameters parameters) {
        LabelSelector labels = LabelSelector.parse(parameters.text("labelSelector"));
        FieldSelector fields = FieldSelector.parse(parameters.text("fieldSelector"));
        ResourceType type = target.type();
        if (!fields.isEverything()) {
            fields.check(type.strategy().selectableFields(JsonNodeFactory.instance.objectNode()).keySet(),
                    type.namespaced());
        }
        if (!target.name().isEmpty()) {
            if (!fields.isEverything()
                    && !FieldSelector.exactName(parameters.text("fieldSelector")).equals(target.name())) {
                throw ApiException.badRequest("fieldSelector metadata.name doesn't match requested name");
            }
            fields = FieldSelector.parse("metadata.name=" + target.name());
        }
        return new Selection(type, target.namespace(), labels, fields);
    }

    String namespace() {
        return namespace;
    }

    boolean isEverything() {
        return labels.isEverything() && fields.isEverything();
    }

    boolean matches(Stored stored) {
        if (!namespace.isEmpty() && !stored.key().namespace().equals(namespace)) {
            return false;
        }
        return (labels.isEverything() || labels.matches(stored.labels()))
                && (fields.isEverything() || fields.matches(values(stored)));
    }

    private Map<String, String> values(Stored stored) {
        Map<String, String> values = new HashMap<>();
        if (!fields.terms().stream().allMatch(term -> term.field().startsWith("metadata.name"))) {
            values.putAll(type.strategy().selectableFields(stored.tree()));
        }
        values.put("metadata.name", stored.key().name());
        values.put("metadata.namespace", stored.key().namespace());
        return values;
    }
}
