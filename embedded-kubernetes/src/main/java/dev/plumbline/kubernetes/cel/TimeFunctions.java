package dev.plumbline.kubernetes.cel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/// Functions of timestamps and durations.
final class TimeFunctions {

    private TimeFunctions() {
    }

    static Object call(String function, Instant instant, List<Object> arguments) throws CelException {
        ZonedDateTime time = instant.atZone(zone(arguments));
        return switch (function) {
            case "getFullYear" -> (long) time.getYear();
            case "getMonth" -> (long) time.getMonthValue() - 1;
            case "getDate" -> (long) time.getDayOfMonth();
            case "getDayOfMonth" -> (long) time.getDayOfMonth() - 1;
            case "getDayOfWeek" -> (long) time.getDayOfWeek().getValue() % 7;
            case "getDayOfYear" -> (long) time.getDayOfYear() - 1;
            case "getHours" -> (long) time.getHour();
            case "getMinutes" -> (long) time.getMinute();
            case "getSeconds" -> (long) time.getSecond();
            case "getMilliseconds" -> (long) time.getNano() / 1_000_000;
            default -> throw Values.noOverload(function, arguments.toArray());
        };
    }

    static Object call(String function, Duration duration, List<Object> arguments) throws CelException {
        return switch (function) {
            case "getHours" -> duration.toHours();
            case "getMinutes" -> duration.toMinutes();
            case "getSeconds" -> duration.toSeconds();
            case "getMilliseconds" -> duration.toMillis();
            default -> throw Values.noOverload(function, arguments.toArray());
        };
    }

    private static ZoneId zone(List<Object> arguments) throws CelException {
        if (arguments.size() < 2) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(arguments.get(1).toString());
        } catch (DateTimeException e) {
            throw new CelException("unknown time zone " + arguments.get(1));
        }
    }
}
