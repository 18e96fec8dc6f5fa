package dev.plumbline.kubernetes.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plumbline.kubernetes.requests.Parameters;

/// A request as it came in, whole.
///
/// @param path    decoded, without the query
/// @param headers names in lower case
/// @param arrival where and when it came from
@SuppressWarnings("ArrayRecordComponent") // written once and never changed; a copy of each body would cost
public record HttpRequest(String method, String path, Parameters parameters, Map<String, List<String>> headers,
        byte[] body, Arrival arrival) {

    /// What is known of a request before it is read.
    ///
    /// @param auditId the client's `Audit-ID`, or a new UUID; answered in the same header
    /// @param uri     path and query as they were sent
    /// @param address the client's, as text
    record Arrival(String auditId, Instant at, String uri, String address) {
    }

    /// The first value of a header, or an empty text.
    String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /// The media type of the body without parameters, in lower case.
    String mediaType() {
        return MediaType.parse(header("content-type")).name();
    }
}
