package dev.plumbline.kubernetes.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Where a request came from, as proxies on its way say and at last as its connection says (`utilnet.SourceIPs`).
final class SourceAddresses {
    private static final Pattern ADDRESS = Pattern
            .compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private SourceAddresses() {
    }

    /// @param forwardedFor header `X-Forwarded-For`, empty without one
    /// @param realIp       header `X-Real-Ip`, empty without one
    static List<String> of(String forwardedFor, String realIp, String connection) {
        List<String> addresses = new ArrayList<>();
        for (String part : forwardedFor.split(",", -1)) {
            add(addresses, part.strip());
        }
        if (!addresses.contains(realIp)) {
            add(addresses, realIp);
        }
        if (addresses.isEmpty() || !addresses.getLast().equals(connection)) {
            add(addresses, connection);
        }
        return addresses;
    }

    private static void add(List<String> addresses, String text) {
        if (ADDRESS.matcher(text).matches()) {
            addresses.add(text);
        }
    }
}
