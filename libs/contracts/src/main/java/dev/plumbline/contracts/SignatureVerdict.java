package dev.plumbline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// What is known of a commit's signature. Anything but [#VERIFIED] is not verified.
public enum SignatureVerdict {
    @JsonProperty("unsigned")
    UNSIGNED, @JsonProperty("unverified")
    UNVERIFIED, @JsonProperty("verified")
    VERIFIED, @JsonProperty("unknown")
    @JsonEnumDefaultValue
    UNKNOWN
}
