package dev.plumbline.contracts;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Where keys fall: a change here would move every record of every installation.
class ShardTest {
    @Test
    void shardsStayWhereTheyAre() {
        assertThat(IntStream.of(Shard.of("shop"), Shard.of("shop-prod"), Shard.of("")).boxed()).containsExactly(
                Math.toIntExact(crc32c("shop") % 256), Math.toIntExact(crc32c("shop-prod") % 256), 0);
    }

    @Test
    void allOfAnApplicationIsOnOnePartition() {
        int partition = Shard.partition(Topic.PLANS, "shop", 8);

        assertThat(Shard.partition(Topic.DESIRED, "shop/apps/Deployment/shop/web", 8)).isEqualTo(partition);
        assertThat(Shard.partition(Topic.DESIRED, SnapshotMarker.key("shop"), 8)).isEqualTo(partition);
    }

    @Test
    void allRefsOfARepositoryAreOnOnePartition() {
        assertThat(Shard.partition(Topic.COMMITS, "https://git.example.com/shop#main", 64))
                .isEqualTo(Shard.partition(Topic.CHECKPOINTS, "https://git.example.com/shop#v1", 64));
    }

    @Test
    void refusesAPartitionCountThatWouldSplitShards() {
        assertThatThrownBy(() -> Shard.partition(Topic.PLANS, "shop", 12)).hasMessageContaining("must divide 256");
    }

    private static long crc32c(String text) {
        long crc = 0xffffffffL;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? (crc >>> 1) ^ 0x82f63b78L : crc >>> 1;
            }
        }
        return ~crc & 0xffffffffL;
    }
}
