package dev.plumbline.rendering.yaml;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// The plain scalars that go-yaml takes for points in time, and the text that `encoding/json` makes of them.
final class Timestamps {
    private static final Pattern FORM = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:([Tt ])(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,](\\d{1,}))?(Z|[-+]\\d{2}:\\d{2})?)?");

    private Timestamps() {
    }

    static @Nullable OffsetDateTime parse(String text) {
        if (text.length() < 8 || text.charAt(4) != '-') {
            return null;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        boolean date = form.group(4) == null;
        boolean spaced = " ".equals(form.group(4));
        String zone = form.group(9);
        if (!date && spaced != (zone == null)) {
            return null;
        }
        try {
            LocalDateTime local = LocalDateTime.of(number(form, 1), number(form, 2), number(form, 3),
                    date ? 0 : number(form, 5), date ? 0 : number(form, 6), date ? 0 : number(form, 7),
                    nanos(form.group(8)));
            return local.atOffset(zone == null || zone.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// RFC 3339 with as many fractional digits as the value has.
    static String json(OffsetDateTime time) {
        StringBuilder text = new StringBuilder(35);
        text.append("%04d-%02d-%02dT%02d:%02d:%02d".formatted(time.getYear(), time.getMonthValue(),
                time.getDayOfMonth(), time.getHour(), time.getMinute(), time.getSecond()));
        if (time.getNano() != 0) {
            text.append('.').append("%09d".formatted(time.getNano()).replaceAll("0+$", ""));
        }
        return text.append(time.getOffset().getId()).toString();
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static int nanos(@Nullable String fraction) {
        if (fraction == null) {
            return 0;
        }
        return Integer.parseInt((fraction + "000000000").substring(0, 9));
    }
}
