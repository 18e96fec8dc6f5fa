package dev.plumbline.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.apache.kafka.common.Uuid;

import kafka.Kafka;
import kafka.tools.StorageTool;

/// The broker's process: one node that is broker and controller (KRaft), formatted at its first start.
final class KafkaServer {
    /// Records hold up to 8 MiB (libs/contracts); headers and batch framing come on top.
    private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024 + 256 * 1024;

    private KafkaServer() {
    }

    /// Runs until the process is told to stop.
    static void run(Path data, int port) throws IOException {
        Path directory = data.toAbsolutePath();
        Files.createDirectories(directory);
        Path properties = directory.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(properties)) {
            settings(directory.resolve("log"), port, FreePorts.next()).store(writer, "Written at each start");
        }
        if (!Files.exists(directory.resolve("log").resolve("meta.properties"))) {
            format(properties);
        }
        Kafka.main(new String[]{properties.toString()});
    }

    private static void format(Path properties) {
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        int code = StorageTool.execute(new String[]{"format", "--ignore-formatted", "--cluster-id",
                Uuid.randomUuid().toString(), "--config", properties.toString()}, quiet);
        if (code != 0) {
            throw new IllegalStateException("Kafka's storage cannot be formatted by " + properties + ": code " + code);
        }
    }

    private static Properties settings(Path log, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty("listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("log.dirs", log.toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        settings.setProperty("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        onASingleNode(settings);
        quickAfterACrash(settings);
        return settings;
    }

    private static void onASingleNode(Properties settings) {
        for (String topic : new String[]{"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.setProperty(topic + ".replication.factor", "1");
        }
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("offsets.topic.num.partitions", "8");
        settings.setProperty("transaction.state.log.num.partitions", "8");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        // Small segments and indexes: 8 partitions of 13 topics would otherwise reserve 10 MiB each.
        settings.setProperty("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
        settings.setProperty("log.cleaner.io.buffer.size", Integer.toString(1024 * 1024));
    }

    /// By default a broker that was killed waits 16 s for its own former session; so it is 5 s to 6 s.
    private static void quickAfterACrash(Properties settings) {
        settings.setProperty("broker.session.timeout.ms", "2000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        settings.setProperty("controller.quorum.election.timeout.ms", "300");
        settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }
}
