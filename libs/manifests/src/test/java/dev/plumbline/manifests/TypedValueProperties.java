package dev.plumbline.manifests;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/// Laws of merging, comparing, cutting and digesting, over values of a type with every kind of list and map.
class TypedValueProperties {
    private static final Schema SCHEMA = CustomResourceTypes.schema(Trees.tree("""
            type: object
            properties:
              spec:
                type: object
                properties:
                  n: {type: integer}
                  set: {type: array, x-kubernetes-list-type: set, items: {type: string}}
                  atomic: {type: array, items: {type: string}}
                  granular: {type: object, additionalProperties: {type: string}}
                  keyed:
                    type: array
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [k]
                    items: {type: object, properties: {k: {type: string}, v: {type: string}}}
            """));

    @Property(seed = "1")
    void mergingAgainChangesNothing(@ForAll("values") ObjectNode live, @ForAll("values") ObjectNode applied) {
        TypedValue once = new TypedValue(live, SCHEMA).merge(applied);

        assertThat(once.merge(applied)).isEqualTo(once);
    }

    @Property(seed = "1")
    void aMergeHoldsAllThatWasApplied(@ForAll("values") ObjectNode live, @ForAll("values") ObjectNode applied) {
        TypedValue merged = new TypedValue(live, SCHEMA).merge(applied);
        FieldSet owned = new TypedValue(applied, SCHEMA).fields();

        assertThat(merged.fields().intersection(owned)).isEqualTo(owned);
    }

    @Property(seed = "1")
    void comparisonIsEmptyExactlyForEqualValues(@ForAll("values") ObjectNode left, @ForAll("values") ObjectNode right) {
        TypedValue typed = new TypedValue(left, SCHEMA);

        assertThat(typed.compare(left.deepCopy()).isSame()).isTrue();
        assertThat(typed.compare(right).added()).isEqualTo(new TypedValue(right, SCHEMA).compare(left).removed());
    }

    @Property(seed = "1")
    void whatIsOwnedAndWhatIsNotMakeUpTheWhole(@ForAll("values") ObjectNode value, @ForAll("values") ObjectNode other) {
        TypedValue typed = new TypedValue(value, SCHEMA);
        FieldSet owned = typed.fields().intersection(new TypedValue(other, SCHEMA).fields());

        FieldSet kept = typed.without(owned).fields();
        FieldSet taken = typed.only(owned).fields();

        assertThat(kept.union(taken).intersection(typed.fields())).isEqualTo(typed.fields());
    }

    @Property(seed = "1")
    void theDigestIgnoresTheOrderOfKeys(@ForAll("values") ObjectNode value) {
        assertThat(ManifestDigest.of(reversed(value))).isEqualTo(ManifestDigest.of(value));
    }

    private static JsonNode reversed(JsonNode value) {
        if (!value.isObject()) {
            return value;
        }
        LinkedHashMap<String, JsonNode> fields = new LinkedHashMap<>();
        value.properties().forEach(field -> fields.put(field.getKey(), reversed(field.getValue())));
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        fields.reversed().forEach(out::set);
        return out;
    }

    @Provide
    Arbitrary<ObjectNode> values() {
        Arbitrary<String> texts = Arbitraries.of("a", "b", "c", "d");
        Arbitrary<ArrayNode> lists = texts.list().uniqueElements().ofMinSize(1).ofMaxSize(3)
                .map(TypedValueProperties::list);
        Arbitrary<ObjectNode> maps = Arbitraries.maps(texts, texts).ofMinSize(1).ofMaxSize(3)
                .map(TypedValueProperties::map);
        Arbitrary<ArrayNode> keyed = Arbitraries.maps(texts, texts).ofMinSize(1).ofMaxSize(3)
                .map(TypedValueProperties::items);
        return Combinators.combine(lists.optional(), lists.optional(), maps.optional(), keyed.optional())
                .as((set, atomic, granular, items) -> {
                    ObjectNode object = JsonNodeFactory.instance.objectNode();
                    ObjectNode spec = object.putObject("spec").put("n", 1);
                    set.ifPresent(value -> spec.set("set", value));
                    atomic.ifPresent(value -> spec.set("atomic", value));
                    granular.ifPresent(value -> spec.set("granular", value));
                    items.ifPresent(value -> spec.set("keyed", value));
                    return object;
                });
    }

    private static ArrayNode list(Iterable<String> texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list;
    }

    private static ObjectNode map(Map<String, String> entries) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        entries.forEach(map::put);
        return map;
    }

    private static ArrayNode items(Map<String, String> entries) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        entries.forEach((key, value) -> items.addObject().put("k", key).put("v", value));
        return items;
    }
}
