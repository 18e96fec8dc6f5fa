package dev.plumbline.manifests;

import java.util.Map;

import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/// Leaves the meaning of plain scalars open: they get the tag [#PLAIN], quoted ones are strings.
final class PlainSchema implements Schema {
    static final Tag PLAIN = new Tag("plumbline.dev:plain");

    @Override
    public ScalarResolver getScalarResolver() {
        return (_, implicit) -> Boolean.TRUE.equals(implicit) ? PLAIN : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of();
    }
}
