package dev.plumbline.contracts;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.plumbline.manifests.ResourceId;

/// The JSON of all events: absent is left out, times are RFC 3339 strings, a ResourceId is `group/Kind/namespace/name`;
/// unknown fields and unknown enum values of a newer writer are read over.
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(resourceIds())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL,
                    JsonInclude.Include.ALWAYS))
            .build();

    private EventJson() {
    }

    /// The shared mapper; callers must not configure it.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static SimpleModule resourceIds() {
        return new SimpleModule("plumbline").addSerializer(ResourceId.class, ToStringSerializer.instance)
                .addDeserializer(ResourceId.class, new ResourceIdDeserializer());
    }

    private static final class ResourceIdDeserializer extends StdScalarDeserializer<ResourceId> {
        private static final long serialVersionUID = 1L;

        ResourceIdDeserializer() {
            super(ResourceId.class);
        }

        @Override
        public ResourceId deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return ResourceId.parse(parser.getValueAsString(""));
        }
    }
}
