package dev.plumbline.rendering.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

/// Numbers as Go reads and writes them: `strconv.ParseInt(text, 0, 64)` with its prefixes and leading-zero octals, and
/// the shortest float texts of `encoding/json` and of `%g`.
public final class GoNumbers {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private GoNumbers() {
    }

    static String withoutUnderscores(String text) {
        return text.indexOf('_') < 0 ? text : text.replace("_", "");
    }

    /// The integer that the text stands for, within -2^63 and 2^64-1; null when it is none or too large.
    static @Nullable BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        boolean signed = negative || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'b', 'B' -> 2;
                default -> 8;
            };
            boolean lettered = radix != 8 || digits.charAt(1) == 'o' || digits.charAt(1) == 'O';
            digits = digits.substring(lettered ? 2 : 1);
        }
        if (digits.isEmpty() || !areDigits(digits, radix)) {
            return null;
        }
        BigInteger magnitude = new BigInteger(digits, radix);
        BigInteger value = negative ? magnitude.negate() : magnitude;
        boolean inRange = value.compareTo(MIN) >= 0
                && (signed ? value.bitLength() < 64 : value.compareTo(MAX_UNSIGNED) <= 0);
        return inRange ? value : null;
    }

    static double floating(String text) {
        String digits = withoutUnderscores(text);
        return switch (digits.toLowerCase(java.util.Locale.ROOT)) {
            case ".nan" -> Double.NaN;
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(digits);
        };
    }

    /// As `encoding/json` writes a float64: without an exponent from 1e-6 up to below 1e21.
    public static String json(double value) {
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
            String text = scientific(value);
            // encoding/json writes e-7 where %g writes e-07
            int exponent = text.indexOf("e-0");
            return exponent < 0 ? text : text.substring(0, exponent + 2) + text.substring(exponent + 3);
        }
        return fixed(value);
    }

    /// As `strconv.FormatFloat(value, 'g', -1, 64)`: with an exponent below 1e-4 and from 1e6 on.
    public static String shortest(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal decimal = decimal(value);
        int exponent = decimal.precision() - decimal.scale() - 1;
        return exponent < -4 || exponent >= 6 ? scientific(value) : fixed(value);
    }

    private static boolean areDigits(String digits, int radix) {
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c > 'f' || Character.digit(c, radix) < 0) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal decimal(double value) {
        // Double.toString gives the shortest digits that read back as the same double, as Go does
        return new BigDecimal(Double.toString(value)).stripTrailingZeros();
    }

    private static String fixed(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return decimal(value).toPlainString();
    }

    private static String scientific(double value) {
        BigDecimal decimal = decimal(value);
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = decimal.precision() - decimal.scale() - 1;
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int size = Math.abs(exponent);
        return (value < 0 ? "-" : "") + mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
}
