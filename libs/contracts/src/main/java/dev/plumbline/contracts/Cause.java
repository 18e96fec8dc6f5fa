package dev.plumbline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// Why something is changed in a cluster.
public enum Cause {
    /// Git changed.
    @JsonProperty("commit")
    COMMIT,
    /// Live left what Git declares.
    @JsonProperty("drift")
    DRIFT,
    /// The Application or the resource left Git.
    @JsonProperty("removal")
    REMOVAL,
    /// A person asked.
    @JsonProperty("command")
    COMMAND,
    /// A newer writer says something that this reader does not know.
    @JsonProperty("unknown")
    @JsonEnumDefaultValue
    UNKNOWN
}
