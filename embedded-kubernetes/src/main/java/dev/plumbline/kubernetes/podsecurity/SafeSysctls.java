package dev.plumbline.kubernetes.podsecurity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Kernel settings that concern a Pod alone, by the minor version in which they were found to.
final class SafeSysctls {
    private record Since(int minor, List<String> names) {
    }

    private static final List<Since> ALL = List.of(
            new Since(0, List.of("kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies",
                    "net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start")),
            new Since(27, List.of("net.ipv4.ip_local_reserved_ports")),
            new Since(29, List.of("net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout",
                    "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes")),
            new Since(32, List.of("net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem")));

    private SafeSysctls() {
    }

    static Set<String> in(int minor) {
        Set<String> names = new HashSet<>();
        ALL.stream().filter(since -> since.minor() <= minor).forEach(since -> names.addAll(since.names()));
        return names;
    }
}
