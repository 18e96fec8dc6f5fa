package dev.plumbline.kubernetes.audit;

import java.time.Instant;
import java.util.List;

import dev.plumbline.kubernetes.access.Attributes;

/// A request as the audit sees it before anything is known of its caller.
///
/// @param id        of the audit's events: the client's `Audit-ID`, or a new UUID
/// @param uri       path and query as they came in
/// @param addresses of the client, the furthest proxy's first
/// @param mediaType of the body, without parameters
@SuppressWarnings("ArrayRecordComponent") // written once and never changed; a copy of each body would cost
public record Incoming(String id, Instant at, String uri, Attributes attributes, List<String> addresses,
        String userAgent, String mediaType, byte[] body) {

    public Incoming {
        addresses = List.copyOf(addresses);
    }
}
