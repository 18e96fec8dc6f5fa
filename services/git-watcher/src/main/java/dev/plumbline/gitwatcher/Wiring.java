package dev.plumbline.gitwatcher;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

import io.quarkus.runtime.Quarkus;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.RepositoryUrl;
import dev.plumbline.gitwatcher.domain.Backoff;
import dev.plumbline.gitwatcher.domain.Secret;
import dev.plumbline.gitwatcher.domain.Watches;
import dev.plumbline.gitwatcher.domain.Watchlist;
import dev.plumbline.gitwatcher.git.CredentialFiles;
import dev.plumbline.gitwatcher.git.Mirrors;
import dev.plumbline.gitwatcher.kafka.KafkaCommitLog;
import dev.plumbline.gitwatcher.kafka.KafkaInput;
import dev.plumbline.gitwatcher.webhook.WebhookSecrets;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.KafkaSettings;
import dev.plumbline.messaging.Outbox;

/// Builds the service from its configuration.
@Singleton
final class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);
    private static final String OUTBOX = "outbox";
    private static final Clock CLOCK = Clock.systemUTC();

    private final GitWatcherConfig config;

    Wiring(GitWatcherConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    CredentialFiles credentials() {
        return new CredentialFiles(config.credentials());
    }

    @Produces
    @Singleton
    Mirrors mirrors(CredentialFiles credentials) {
        return new Mirrors(config.data().resolve("mirrors"), credentials, config.timeout());
    }

    /// @param channel never asked: naming it here makes the channel and its producer exist
    @Produces
    @Singleton
    KafkaCommitLog log(@Channel(OUTBOX) Instance<MutinyEmitter<byte[]>> channel, KafkaClientService clients) {
        return new KafkaCommitLog(new Outbox(() -> clients.<String, byte[]>getProducer(OUTBOX).unwrap(),
                new EventCodec("git-watcher", CLOCK)));
    }

    @Produces
    @Singleton
    KafkaInput input(KafkaSettings settings) {
        return new KafkaInput(settings.broker(), CLOCK);
    }

    @Produces
    @Singleton
    Watchlist watchlist() {
        return new Watchlist(fleet());
    }

    @Produces
    @Singleton
    Watches watches(Mirrors mirrors, KafkaCommitLog log) {
        return new Watches(mirrors::open, log,
                new Backoff(config.poll(), config.longestPause(), RandomGenerator.getDefault()),
                config.concurrentReads(), config.announcedTip(), CLOCK, (thread, error) -> {
                    LOG.errorf(error, "a watch cannot go on, the process ends to be started anew thread=%s",
                            thread.getName());
                    Quarkus.asyncExit(1);
                });
    }

    @Produces
    @Singleton
    WebhookSecrets webhookSecrets(CredentialFiles credentials, Watches watches) {
        return () -> {
            List<WebhookSecrets.Key> keys = new ArrayList<>();
            config.webhookSecret().ifPresent(secret -> keys.add(new WebhookSecrets.Key(new Secret(secret), List.of())));
            Map<String, List<String>> byCredentials = new HashMap<>();
            watches.repositories().forEach(repository -> repository.credentials()
                    .forEach(name -> byCredentials.merge(name, List.of(repository.url()), Wiring::joined)));
            byCredentials.forEach((name, urls) -> credentials.webhookSecret(name)
                    .ifPresent(secret -> keys.add(new WebhookSecrets.Key(new Secret(secret), urls))));
            return keys;
        };
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private List<ApplicationSpec.Source> fleet() {
        return config.fleet().repository().filter(url -> !url.isBlank())
                .map(url -> new ApplicationSpec.Source(RepositoryUrl.normalised(url), config.fleet().ref(), ".",
                        config.fleet().credentials().orElse(null)))
                .stream().toList();
    }
}
