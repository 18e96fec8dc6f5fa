package dev.plumbline.audit.otlp;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.audit.domain.trace.StageSpan;
import dev.plumbline.contracts.TraceContext;

/// Spans as an `ExportTraceServiceRequest` in JSON (OTLP 1.x, "JSON Protobuf Encoding": ids in hex, nanoseconds as text,
/// enumerations as numbers).
final class OtlpJson {
    private static final int INTERNAL = 1;
    private static final int ERROR = 2;
    private static final String SCOPE = "dev.plumbline";

    private OtlpJson() {
    }

    static ObjectNode request(List<StageSpan> spans) {
        Map<String, ArrayNode> byService = new LinkedHashMap<>();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode resources = request.putArray("resourceSpans");
        for (StageSpan span : spans) {
            byService.computeIfAbsent(span.service(), service -> service(resources, service)).add(span(span));
        }
        return request;
    }

    private static ArrayNode service(ArrayNode resources, String service) {
        ObjectNode resource = resources.addObject();
        ArrayNode attributes = resource.putObject("resource").putArray("attributes");
        attribute(attributes, "service.name", service);
        attribute(attributes, "service.namespace", "plumbline");
        ObjectNode scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", SCOPE);
        return scope.putArray("spans");
    }

    private static ObjectNode span(StageSpan span) {
        TraceContext context = span.context();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("traceId", context.traceId()).put("spanId",
                context.spanId());
        if (context.parentSpanId() != null) {
            json.put("parentSpanId", context.parentSpanId());
        }
        json.put("name", span.name()).put("kind", INTERNAL).put("startTimeUnixNano", nanos(span.startedAt()))
                .put("endTimeUnixNano", nanos(span.endedAt()));
        ArrayNode attributes = json.putArray("attributes");
        span.attributes().forEach((name, value) -> attribute(attributes, "plumbline." + name, value));
        if (span.error() != null) {
            json.putObject("status").put("code", ERROR).put("message", span.error());
        }
        return json;
    }

    private static void attribute(ArrayNode attributes, String name, String value) {
        attributes.addObject().put("key", name).putObject("value").put("stringValue", value);
    }

    private static String nanos(Instant instant) {
        return Long.toString(TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano());
    }
}
