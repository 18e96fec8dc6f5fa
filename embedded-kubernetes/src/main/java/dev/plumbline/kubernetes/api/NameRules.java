package dev.plumbline.kubernetes.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.plumbline.kubernetes.kinds.NameRule;

/// The forms of names (apimachinery's `validation`): each check gives the complaints in Go's words.
public final class NameRules {
    private static final Pattern SUBDOMAIN = Pattern
            .compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern QUALIFIED_PART = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");

    private static final String SUBDOMAIN_TEXT = "a lowercase RFC 1123 subdomain must consist of lower case "
            + "alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. "
            + "'example.com', regex used for validation is "
            + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private static final String LABEL_TEXT = "a lowercase RFC 1123 label must consist of lower case alphanumeric "
            + "characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or "
            + "'123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private static final String LABEL_1035_TEXT = "a DNS-1035 label must consist of lower case alphanumeric "
            + "characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. "
            + "'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private static final String QUALIFIED_TEXT = "must consist of alphanumeric characters, '-', '_' or '.', and must "
            + "start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used "
            + "for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String LABEL_VALUE_TEXT = "a valid label must be an empty string or consist of alphanumeric "
            + "characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  "
            + "or 'my_value',  or '12345', regex used for validation is "
            + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private NameRules() {
    }

    /// Complaints about a name of a kind; with `prefix` it is a generateName, whose end does not count.
    public static List<String> check(NameRule rule, String name, boolean prefix) {
        String checked = prefix && name.endsWith("-") ? name.substring(0, name.length() - 1) + "a" : name;
        return switch (rule) {
            case DNS_SUBDOMAIN -> matches(checked, SUBDOMAIN, SUBDOMAIN_TEXT, 253);
            case DNS_LABEL -> dnsLabel(checked, LABEL, LABEL_TEXT);
            case DNS_1035_LABEL -> dnsLabel(checked, LABEL_1035, LABEL_1035_TEXT);
            case PATH_SEGMENT -> pathSegment(checked);
        };
    }

    public static List<String> subdomain(String text) {
        return matches(text, SUBDOMAIN, SUBDOMAIN_TEXT, 253);
    }

    public static List<String> dns1035Label(String text) {
        return matches(text, LABEL_1035, LABEL_1035_TEXT, 63);
    }

    private static List<String> dnsLabel(String name, Pattern pattern, String text) {
        if (name.indexOf('.') >= 0 && pattern.matcher(name.replace(".", "")).matches()) {
            return List.of("must not contain dots");
        }
        return matches(name, pattern, text, 63);
    }

    private static List<String> matches(String text, Pattern pattern, String complaint, int maxLength) {
        List<String> complaints = new ArrayList<>(0);
        if (text.length() > maxLength) {
            complaints.add("must be no more than " + maxLength + " characters");
        }
        if (!pattern.matcher(text).matches()) {
            complaints.add(complaint);
        }
        return complaints;
    }

    private static List<String> pathSegment(String name) {
        if (name.equals(".") || name.equals("..")) {
            return List.of("may not be '" + name + "'");
        }
        List<String> complaints = new ArrayList<>(0);
        for (String illegal : List.of("/", "%")) {
            if (name.contains(illegal)) {
                complaints.add("may not contain '" + illegal + "'");
            }
        }
        return complaints;
    }

    /// Keys of labels and annotations, finalizers: an optional prefix and a name.
    public static List<String> qualifiedName(String text) {
        String[] parts = text.split("/", -1);
        List<String> complaints = new ArrayList<>(0);
        String name = parts[parts.length - 1];
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                complaints.add("prefix part must be non-empty");
            } else {
                subdomain(parts[0]).forEach(complaint -> complaints.add("prefix part " + complaint));
            }
        } else if (parts.length > 2) {
            return List.of("a qualified name " + QUALIFIED_TEXT
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        if (name.isEmpty()) {
            complaints.add("name part must be non-empty");
        } else if (name.length() > 63) {
            complaints.add("name part must be no more than 63 characters");
        }
        if (!QUALIFIED_PART.matcher(name).matches()) {
            complaints.add("name part " + QUALIFIED_TEXT);
        }
        return complaints;
    }

    public static List<String> labelValue(String value) {
        return matches(value, LABEL_VALUE, LABEL_VALUE_TEXT, 63).stream()
                .map(complaint -> complaint.replace("63 characters", "63 bytes")).toList();
    }
}
