package dev.plumbline.gitwatcher.webhook;

import java.util.List;

import dev.plumbline.gitwatcher.domain.Secret;

/// The secrets that a delivery may be signed with.
public interface WebhookSecrets {
    /// The installation's and those of single credentials; empty when none is configured.
    List<Key> all();

    /// A secret and what it speaks for.
    ///
    /// @param repositories the URLs that a delivery under it may announce; empty for all
    record Key(Secret secret, List<String> repositories) {
        public Key {
            repositories = List.copyOf(repositories);
        }
    }
}
