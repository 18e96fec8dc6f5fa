package dev.plumbline.kubernetes.resources;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of API versions: v2, v1, v1beta2, v1beta1, v1alpha1, then other names alphabetically
/// (apimachinery's `version.CompareKubeAwareVersionStrings`).
public final class VersionPriority {
    private static final Pattern KUBE_LIKE = Pattern.compile("v([1-9][0-9]*)(?:(alpha|beta)([1-9][0-9]*))?");

    public static final Comparator<String> HIGHEST_FIRST = Comparator.comparing(VersionPriority::rank).reversed()
            .thenComparing(Comparator.naturalOrder());

    private VersionPriority() {
    }

    private record Rank(int stability, long major, long minor) implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER = Comparator.comparingInt(Rank::stability)
                .thenComparingLong(Rank::major).thenComparingLong(Rank::minor);

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    private static Rank rank(String version) {
        Matcher matcher = KUBE_LIKE.matcher(version);
        if (!matcher.matches() || version.length() > 30) {
            return new Rank(0, 0, 0);
        }
        long major = Long.parseLong(matcher.group(1));
        String stage = matcher.group(2);
        if (stage == null) {
            return new Rank(3, major, 0);
        }
        return new Rank(stage.equals("beta") ? 2 : 1, major, Long.parseLong(matcher.group(3)));
    }
}
