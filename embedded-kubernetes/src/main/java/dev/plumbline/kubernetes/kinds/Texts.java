package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.plumbline.kubernetes.api.NameRules;

/// Forms of strings inside objects; each check gives the complaints in the words of apimachinery's validation.
final class Texts {
    private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final Pattern PORT_CHARACTERS = Pattern.compile("[a-z0-9-]*");
    private static final Pattern ENV_NAME = Pattern.compile("[ -<>-~]+");
    private static final Pattern OCTET = Pattern.compile("0|[1-9]\\d{0,2}");
    private static final int PORT_NAME_LENGTH = 15;
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private Texts() {
    }

    static List<String> label(String text) {
        List<String> complaints = NameRules.check(NameRule.DNS_LABEL, text, false);
        // Only object names get the short complaint about dots.
        return complaints.equals(List.of("must not contain dots"))
                ? NameRules.check(NameRule.DNS_LABEL, text.replace('.', '_'), false)
                : complaints;
    }

    static List<String> configKey(String text) {
        List<String> complaints = new ArrayList<>();
        if (text.length() > 253) {
            complaints.add("must be no more than 253 characters");
        }
        if (!CONFIG_KEY.matcher(text).matches()) {
            complaints.add("a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. "
                    + "'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')");
        }
        if (text.equals(".")) {
            complaints.add("must not be '.'");
        } else if (text.equals("..")) {
            complaints.add("must not be '..'");
        } else if (text.startsWith("..")) {
            complaints.add("must not start with '..'");
        }
        return complaints;
    }

    static List<String> portName(String text) {
        List<String> complaints = new ArrayList<>();
        if (text.length() > PORT_NAME_LENGTH) {
            complaints.add("must be no more than " + PORT_NAME_LENGTH + " characters");
        }
        if (!PORT_CHARACTERS.matcher(text).matches()) {
            complaints.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (text.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
            complaints.add("must contain at least one letter (a-z)");
        }
        if (text.contains("--")) {
            complaints.add("must not contain consecutive hyphens");
        }
        if (text.startsWith("-") || text.endsWith("-")) {
            complaints.add("must not begin or end with a hyphen");
        }
        return complaints;
    }

    static List<String> environmentName(String text) {
        List<String> complaints = new ArrayList<>();
        if (!ENV_NAME.matcher(text).matches()) {
            complaints.add("a valid environment variable name must consist only of printable ASCII characters other "
                    + "than '='");
        }
        if (text.equals(".")) {
            complaints.add("must not be '.'");
        } else if (text.startsWith("..")) {
            complaints.add(text.equals("..") ? "must not be '..'" : "must not start with '..'");
        }
        return complaints;
    }

    /// A path that stays below where it starts.
    static List<String> descendingPath(String text) {
        List<String> complaints = new ArrayList<>();
        if (text.startsWith("/")) {
            complaints.add("must be a relative path");
        }
        if (List.of(text.split("/", -1)).contains("..")) {
            complaints.add("must not contain '..'");
        }
        return complaints;
    }

    static List<String> address(String text) {
        return isIpv4(text) || isIpv6(text)
                ? List.of()
                : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }

    /// An address that other hosts can reach.
    static List<String> reachableAddress(String text) {
        List<String> complaints = new ArrayList<>(address(text));
        if (text.equals("0.0.0.0") || text.equals("::")) {
            complaints.add("may not be unspecified (0.0.0.0 or ::)");
        }
        if ((isIpv4(text) && text.startsWith("127.")) || text.equals("::1")) {
            complaints.add("may not be in the loopback range (127.0.0.0/8, ::1/128)");
        }
        if (isIpv4(text) && text.startsWith("169.254.")) {
            complaints.add("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        }
        if (isIpv4(text) && text.startsWith("224.0.0.")) {
            complaints.add("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        }
        return complaints;
    }

    static List<String> cidr(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? "" : text.substring(0, slash);
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        boolean isValid = OCTET.matcher(bits).matches() && ((isIpv4(address) && Integer.parseInt(bits) <= IPV4_BITS)
                || (isIpv6(address) && Integer.parseInt(bits) <= IPV6_BITS));
        return isValid ? List.of() : List.of("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    }

    static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        boolean isValid = octets.length == 4;
        for (String octet : octets) {
            isValid &= OCTET.matcher(octet).matches() && Integer.parseInt(octet) <= 255;
        }
        return isValid;
    }

    static boolean isIpv6(String text) {
        return text.indexOf(':') >= 0 && text.matches("[0-9a-fA-F:.]+") && text.indexOf("::") == text.lastIndexOf("::")
                && (text.contains("::") || text.split(":", -1).length == 8);
    }
}
