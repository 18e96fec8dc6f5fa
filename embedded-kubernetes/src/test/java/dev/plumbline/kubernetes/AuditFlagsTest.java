package dev.plumbline.kubernetes;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.kubernetes.audit.AuditSettings;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The audit's flags against kube-apiserver's defaults and forms.
class AuditFlagsTest {
    private static AuditFlags flags(String... arguments) {
        return CommandLine.populateCommand(new AuditFlags(), arguments);
    }

    @Test
    void haveTheDefaultsOfARealServer() {
        AuditSettings settings = flags("--audit-webhook-config-file", "w", "--audit-policy-file", "p").settings();

        assertThat(settings).isEqualTo(new AuditSettings(Path.of("w"), Path.of("p"), AuditSettings.Batches.DEFAULT));
    }

    @Test
    void takeTheirValues() {
        AuditSettings settings = flags("--audit-webhook-config-file=w", "--audit-policy-file=p",
                "--audit-webhook-batch-max-size=7", "--audit-webhook-batch-max-wait=1m0.5s",
                "--audit-webhook-batch-buffer-size=8", "--audit-webhook-initial-backoff=250ms",
                "--audit-webhook-batch-throttle-qps=3", "--audit-webhook-batch-throttle-burst=4").settings();

        assertThat(settings.batches()).isEqualTo(
                new AuditSettings.Batches(8, 7, Duration.ofMillis(60_500), Duration.ofMillis(250), 3, 4));
    }

    @Test
    void needThePolicyBesideTheWebhook() {
        assertThatThrownBy(() -> flags("--audit-webhook-config-file", "w").settings())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--audit-policy-file");
    }

    @ParameterizedTest
    @CsvSource({"''", "30", "s", "5d", "-1s", "1s2"})
    void refuseWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> new GoDuration().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
