package dev.plumbline.kubernetes.admission;

/// One admission plugin. A refusal is an [dev.plumbline.kubernetes.api.ApiException].
interface Plugin {

    /// Completes the object before it is checked.
    default void mutate(Attempt attempt) {
    }

    /// Refuses the write, after the object was found valid.
    default void validate(Attempt attempt) {
    }
}
