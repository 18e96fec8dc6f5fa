package dev.plumbline.differ.domain;

import com.fasterxml.jackson.databind.JsonNode;

/// Who hears what the cluster's audit tells.
public interface ClusterAudit {

    /// @param events an `EventList` of `audit.k8s.io/v1`; what concerns no watched resource is passed over
    void hear(JsonNode events) throws InterruptedException;
}
