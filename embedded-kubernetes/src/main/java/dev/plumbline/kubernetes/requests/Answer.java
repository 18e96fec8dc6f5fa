package dev.plumbline.kubernetes.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Status;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Stored;

/// What a request on a resource is answered with, before it is given the form that the client accepts.
public sealed interface Answer {

    /// One object as it is stored, read or just written; `code` is 200 or 201.
    record One(int code, ResourceType type, Stored stored) implements Answer {
    }

    /// One object as it is not stored: what a dry run would have made, or what was deleted; `code` is 200, 201 or 202.
    record Unstored(int code, ResourceType type, ObjectNode object) implements Answer {
    }

    /// An object of a kind of its own, such as a Scale or a review.
    record Other(int code, ObjectNode object) implements Answer {
    }

    /// A list.
    record Many(ResourceType type, Page page) implements Answer {
    }

    /// A plain Status.
    record Plain(Status status) implements Answer {
    }
}
