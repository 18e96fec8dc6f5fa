package dev.plumbline.kubernetes.kinds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// An amount as Kubernetes writes it: `100m`, `1`, `512Mi`, `1e3`.
///
/// The rules are those of k8s.io/apimachinery/pkg/api/resource: the form (decimal, binary, exponent) is kept, the number
/// is written with the largest suffix that leaves no fraction, and nothing finer than a nano-unit is kept (rounded up).
///
/// @param value the amount in units
/// @param form  how it was written
public record Quantity(BigDecimal value, Form form) implements Comparable<Quantity> {
    private static final Pattern SYNTAX = Pattern
            .compile("([+-]?)(\\d+\\.?\\d*|\\.\\d+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\\d+)?");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final BigInteger KIBI = BigInteger.valueOf(1024);
    private static final int NANO_DIGITS = 9;

    /// The three ways of writing a quantity.
    public enum Form {
        DECIMAL, BINARY, EXPONENT
    }

    /// @throws MalformedValueException when `text` is no quantity
    public static Quantity of(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedValueException(
                    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        BigDecimal number = new BigDecimal(matcher.group(1) + matcher.group(2));
        String suffix = matcher.group(3) == null ? "" : matcher.group(3);
        int binary = BINARY.indexOf(suffix);
        if (binary > 0) {
            return new Quantity(number.multiply(new BigDecimal(KIBI.pow(binary))), Form.BINARY);
        }
        if (suffix.length() > 1) {
            return new Quantity(number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1))), Form.EXPONENT);
        }
        return new Quantity(number.scaleByPowerOfTen(3 * DECIMAL.indexOf(suffix) - NANO_DIGITS), Form.DECIMAL);
    }

    public Quantity {
        if (value.scale() > NANO_DIGITS) {
            value = value.setScale(NANO_DIGITS, RoundingMode.UP);
        }
    }

    /// The amount rounded up to a thousandth, as container resources are.
    Quantity roundedUpToMilli() {
        return value.stripTrailingZeros().scale() > 3
                ? new Quantity(value.setScale(3, RoundingMode.UP), form)
                : this;
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    /// The sum, in this one's form unless this is zero.
    public Quantity plus(Quantity other) {
        return new Quantity(value.add(other.value), value.signum() == 0 ? other.form : form);
    }

    /// The difference, zero where the other is more.
    public Quantity minusAtLeastZero(Quantity other) {
        BigDecimal difference = value.subtract(other.value).max(BigDecimal.ZERO);
        return new Quantity(difference, value.signum() == 0 ? other.form : form);
    }

    /// The amount rounded up to a whole number.
    public Quantity roundedUp() {
        return new Quantity(value.setScale(0, RoundingMode.CEILING), form);
    }

    boolean isNegative() {
        return value.signum() < 0;
    }

    boolean isWhole() {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    /// The canonical form.
    @Override
    public String toString() {
        if (value.signum() == 0) {
            return "0";
        }
        boolean isSmall = value.abs().compareTo(new BigDecimal(KIBI)) < 0;
        return form == Form.BINARY && !isSmall && isWhole() ? binary() : decimal();
    }

    private String binary() {
        BigInteger number = value.toBigIntegerExact();
        int power = 0;
        while (power < BINARY.size() - 1 && number.mod(KIBI).signum() == 0) {
            number = number.divide(KIBI);
            power++;
        }
        return number + BINARY.get(power);
    }

    private String decimal() {
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
        String number = stripped.scaleByPowerOfTen(-exponent).toBigIntegerExact().toString();
        if (form == Form.EXPONENT) {
            return exponent == 0 ? number : number + "e" + exponent;
        }
        int index = exponent / 3 + 3;
        return index < DECIMAL.size() ? number + DECIMAL.get(index) : number + "e" + exponent;
    }

    /// The quantity that a node holds; null when it holds none.
    public static @Nullable Quantity at(JsonNode node) {
        return node.isTextual() || node.isNumber() ? of(node.asText()) : null;
    }

    static void canonicalise(ObjectNode object, String field) {
        Quantity quantity = at(object.path(field));
        if (quantity != null) {
            object.set(field, TextNode.valueOf(quantity.toString()));
        }
    }

    static void canonicaliseValues(ObjectNode quantities) {
        for (Map.Entry<String, JsonNode> entry : quantities.properties()) {
            Quantity quantity = at(entry.getValue());
            if (quantity != null) {
                entry.setValue(TextNode.valueOf(quantity.toString()));
            }
        }
    }
}
