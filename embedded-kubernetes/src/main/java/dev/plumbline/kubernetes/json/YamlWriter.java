package dev.plumbline.kubernetes.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

import com.fasterxml.jackson.databind.JsonNode;

/// Writes YAML for clients that accept no JSON, the keys of each map in order.
public final class YamlWriter {

    private YamlWriter() {
    }

    public static String write(JsonNode value) {
        return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build()).dumpToString(plain(value));
    }

    private static @Nullable Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new TreeMap<>();
                value.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case STRING, BINARY -> value.asText();
            case NUMBER -> value.numberValue();
            case BOOLEAN -> value.booleanValue();
            case NULL, MISSING, POJO -> null;
        };
    }
}
