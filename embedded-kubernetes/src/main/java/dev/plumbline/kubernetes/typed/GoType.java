package dev.plumbline.kubernetes.typed;

import java.util.LinkedHashMap;
import java.util.Map;

/// A type of the Kubernetes API as its Go source declares it.
sealed interface GoType {

    /// How Go's errors name the type.
    String goName();

    /// Single values.
    enum Scalar implements GoType {
        STRING("string"), INT32("int32"), INT64("int64"), BOOL("bool"), DOUBLE("float64"), QUANTITY(
                "resource.Quantity"), INT_OR_STRING("intstr.IntOrString"), TIME(
                        "v1.Time"), MICRO_TIME("v1.MicroTime"), BYTES("[]uint8"), RAW("runtime.RawExtension"),
        /// A JSONSchemaProps, or another JSON value in its place.
        SCHEMA_OR_VALUE("v1.JSON");

        private final String goName;

        Scalar(String goName) {
            this.goName = goName;
        }

        @Override
        public String goName() {
            return goName;
        }
    }

    /// A slice.
    record ListOf(GoType item) implements GoType {
        @Override
        public String goName() {
            return "[]" + item.goName();
        }
    }

    /// A map with string keys.
    record MapOf(GoType value) implements GoType {
        @Override
        public String goName() {
            return "map[string]" + value.goName();
        }
    }

    /// A struct; its fields are filled after all structs are known, since types refer to each other.
    final class Struct implements GoType {
        private final String simpleName;
        private final String packageName;
        private final Map<String, Field> fields = new LinkedHashMap<>();

        Struct(String packageName, String simpleName) {
            this.packageName = packageName;
            this.simpleName = simpleName;
        }

        String simpleName() {
            return simpleName;
        }

        Map<String, Field> fields() {
            return fields;
        }

        @Override
        public String goName() {
            return packageName + "." + simpleName;
        }
    }

    /// A field of a struct.
    record Field(String name, GoType type, Presence presence) {
    }

    /// What Go does with a field that has the zero value.
    enum Presence {
        /// Plain field with `omitempty`: not written.
        OMITTED_WHEN_EMPTY,
        /// Pointer: written whenever it was set.
        POINTER,
        /// No `omitempty`, or a struct: always written.
        ALWAYS
    }
}
