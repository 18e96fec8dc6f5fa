package dev.plumbline.kubernetes.kinds;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// When a CronJob runs: five cron fields, or one of `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`
/// (robfig/cron v3, whose words the complaints are in).
public final class CronSchedule {
    private static final Map<String, String> DESCRIPTORS = Map.of("@yearly", "0 0 1 1 *", "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *", "@weekly", "0 0 * * 0", "@daily", "0 0 * * *", "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<Bounds> BOUNDS = List.of(new Bounds(0, 59, List.of()), new Bounds(0, 23, List.of()),
            new Bounds(1, 31, List.of()), new Bounds(1, 12, MONTHS), new Bounds(0, 6, DAYS));
    private static final int SEARCHED_YEARS = 5;

    private final List<BitSet> fields;
    private final boolean anyDay;

    private record Bounds(int low, int high, List<String> names) {
    }

    private CronSchedule(List<BitSet> fields, boolean anyDay) {
        this.fields = fields;
        this.anyDay = anyDay;
    }

    /// What is wrong with the text; empty when it is a schedule.
    static Optional<String> problem(String text) {
        try {
            of(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /// @throws IllegalArgumentException when `text` is no schedule
    public static CronSchedule of(String text) {
        String spec = text;
        if (text.startsWith("@")) {
            spec = DESCRIPTORS.get(text);
            if (spec == null) {
                throw new IllegalArgumentException("unrecognized descriptor: " + text);
            }
        }
        List<String> parts = List.of(spec.strip().split("\\s+"));
        if (parts.size() != BOUNDS.size()) {
            throw new IllegalArgumentException("expected exactly 5 fields, found " + parts.size() + ": ["
                    + String.join(" ", parts) + "]");
        }
        List<BitSet> fields = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            BitSet values = new BitSet();
            for (String range : parts.get(i).split(",", -1)) {
                addRange(values, range, BOUNDS.get(i));
            }
            fields.add(values);
        }
        boolean anyDay = isStar(parts.get(2)) || isStar(parts.get(4));
        return new CronSchedule(List.copyOf(fields), anyDay);
    }

    private static boolean isStar(String part) {
        return part.startsWith("*") || part.startsWith("?");
    }

    private static void addRange(BitSet values, String text, Bounds bounds) {
        String[] stepped = text.split("/", -1);
        if (stepped.length > 2) {
            throw new IllegalArgumentException("too many slashes: " + text);
        }
        String[] ends = stepped[0].split("-", -1);
        if (ends.length > 2) {
            throw new IllegalArgumentException("too many hyphens: " + text);
        }
        boolean isAll = ends[0].equals("*") || ends[0].equals("?");
        int start = isAll ? bounds.low : number(ends[0], bounds);
        int end = isAll ? bounds.high : ends.length == 2 ? number(ends[1], bounds) : start;
        int step = stepped.length == 2 ? number(stepped[1], new Bounds(0, 0, List.of())) : 1;
        if (stepped.length == 2 && ends.length == 1 && !isAll) {
            end = bounds.high;
        }
        if (start < bounds.low) {
            throw new IllegalArgumentException(
                    "beginning of range (" + start + ") below minimum (" + bounds.low + "): " + text);
        }
        if (end > bounds.high) {
            throw new IllegalArgumentException(
                    "end of range (" + end + ") above maximum (" + bounds.high + "): " + text);
        }
        if (start > end) {
            throw new IllegalArgumentException(
                    "beginning of range (" + start + ") beyond end of range (" + end + "): " + text);
        }
        if (step == 0) {
            throw new IllegalArgumentException("step of range should be a positive number: " + text);
        }
        for (int value = start; value <= end; value += step) {
            values.set(value);
        }
    }

    private static int number(String text, Bounds bounds) {
        int name = bounds.names.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return name + bounds.low;
        }
        try {
            int number = Integer.parseInt(text);
            if (number < 0) {
                throw new IllegalArgumentException("negative number (" + number + ") not allowed: " + text);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("failed to parse int from " + text + ": strconv.Atoi: parsing \"" + text
                    + "\": invalid syntax", e);
        }
    }

    /// The first time after `time` at which the schedule runs; empty when there is none within five years.
    public Optional<ZonedDateTime> after(ZonedDateTime time) {
        ZonedDateTime next = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        ZonedDateTime end = next.plusYears(SEARCHED_YEARS);
        while (next.isBefore(end)) {
            if (!fields.get(3).get(next.getMonthValue())) {
                next = next.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!isDay(next)) {
                next = next.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!fields.get(1).get(next.getHour())) {
                next = next.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!fields.get(0).get(next.getMinute())) {
                next = next.plusMinutes(1);
            } else {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /// Where both days are restricted, either will do.
    private boolean isDay(ZonedDateTime time) {
        boolean ofMonth = fields.get(2).get(time.getDayOfMonth());
        boolean ofWeek = fields.get(4).get(time.getDayOfWeek().getValue() % 7);
        return anyDay ? ofMonth && ofWeek : ofMonth || ofWeek;
    }
}
