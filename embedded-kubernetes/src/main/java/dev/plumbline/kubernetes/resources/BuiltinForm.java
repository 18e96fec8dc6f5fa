package dev.plumbline.kubernetes.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Strategy;
import dev.plumbline.kubernetes.typed.Decoded;
import dev.plumbline.kubernetes.typed.TypedDecoder;
import dev.plumbline.kubernetes.typed.UnmarshalException;

/// Objects of a kind that is compiled into a real server: decoded by its Go type, then defaulted.
record BuiltinForm(TypedDecoder decoder, Strategy strategy) implements ObjectForm {

    @Override
    public Decoded decode(ObjectNode sent) throws UnmarshalException {
        Decoded decoded = decoder.decode(sent);
        strategy.setDefaults(decoded.object());
        return decoded;
    }

    @Override
    public ObjectNode zero() {
        return decoder.zero();
    }
}
