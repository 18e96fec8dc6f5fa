package dev.plumbline.kubernetes.quota;

import java.util.Collection;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.client.ResourceName;

/// Objects that are counted, by `count/RESOURCE.GROUP`; a few also by their plain name.
record CountUsage(ResourceName resource) implements Usage {
    private static final Set<String> PLAIN = Set.of("configmaps", "resourcequotas", "replicationcontrollers",
            "secrets");

    private Set<String> names() {
        String plain = resource.toString();
        return PLAIN.contains(plain) ? Set.of(plain, Usage.countOf(resource)) : Set.of(Usage.countOf(resource));
    }

    @Override
    public Collection<String> matching(Collection<String> hard) {
        return Usage.both(hard, names());
    }

    @Override
    public Amounts of(JsonNode object) {
        Amounts amounts = Amounts.NONE;
        for (String name : names()) {
            amounts = amounts.with(name, ONE);
        }
        return amounts;
    }
}
