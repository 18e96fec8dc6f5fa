package dev.plumbline.kubernetes.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Reads an object from `application/vnd.kubernetes.protobuf`.
///
/// The body is four magic bytes and a `runtime.Unknown` that names the type and holds the object's own message.
public final class ProtobufObject {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int TYPE_META = 1;
    private static final int RAW = 2;

    private ProtobufObject() {
    }

    /// The object as JSON has it. Fields that Go would leave out of JSON because they are empty may be there.
    ///
    /// @throws IllegalArgumentException if the bytes are no object of a built-in kind
    public static ObjectNode read(byte[] body) {
        if (body.length < MAGIC.length || !Arrays.equals(MAGIC, 0, MAGIC.length, body, 0, MAGIC.length)) {
            throw new IllegalArgumentException("provided data does not appear to be a protobuf message, expected"
                    + " prefix [107 56 115 0]");
        }
        WireReader unknown = new WireReader(body, MAGIC.length, body.length);
        String apiVersion = "";
        String kind = "";
        WireReader raw = new WireReader(body, body.length, body.length);
        while (unknown.next()) {
            switch (unknown.field()) {
                case TYPE_META -> {
                    WireReader typeMeta = unknown.message();
                    while (typeMeta.next()) {
                        String text = new String(typeMeta.bytes(), StandardCharsets.UTF_8);
                        if (typeMeta.field() == 1) {
                            apiVersion = text;
                        } else {
                            kind = text;
                        }
                    }
                }
                case RAW -> raw = unknown.message();
                default -> unknown.skip();
            }
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", apiVersion);
        new MessageDecoder().fields(MessageTable.ofKind(apiVersion, kind), raw, object);
        return object;
    }
}
