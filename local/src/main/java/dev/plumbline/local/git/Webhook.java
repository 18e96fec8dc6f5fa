package dev.plumbline.local.git;

import java.net.URI;

/// Who is told of each push.
///
/// @param url    receives the POST
/// @param secret key of the `X-Hub-Signature-256` header
public record Webhook(URI url, String secret) {
    @Override
    public String toString() {
        return "Webhook[" + url + "]";
    }
}
