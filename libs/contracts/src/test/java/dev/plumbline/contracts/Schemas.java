package dev.plumbline.contracts;

import java.lang.reflect.AnnotatedType;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;

import dev.plumbline.manifests.ResourceId;

/// Makes the JSON Schema of each event from its record.
final class Schemas {
    private final SchemaGenerator generator = generator();

    ObjectNode of(EventType type) {
        return generator.generateSchema(type.body());
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(EventJson.mapper(),
                SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .without(Option.FLATTENED_ENUMS_FROM_TOSTRING);
        config.forFields().withRequiredCheck(Schemas::isRequired);
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            ObjectNode definition = context.getGeneratorConfig().createObjectNode();
            return describe(type, definition) ? new CustomDefinition(definition, true) : null;
        });
        return new SchemaGenerator(config.build());
    }

    private static boolean describe(ResolvedType type, ObjectNode definition) {
        if (type.getErasedType() == ResourceId.class) {
            definition.put("type", "string").put("pattern", "^[^/]*/[^/]*/[^/]*/[^/]*$");
            return true;
        }
        if (type.getErasedType() == Instant.class) {
            definition.put("type", "string").put("format", "date-time");
            return true;
        }
        if (type.getErasedType() == ObjectNode.class) {
            definition.put("type", "object");
            return true;
        }
        return type.getErasedType() == JsonNode.class;
    }

    private static boolean isRequired(FieldScope field) {
        AnnotatedType type = field.getRawMember().getAnnotatedType();
        return !type.isAnnotationPresent(Nullable.class);
    }
}
