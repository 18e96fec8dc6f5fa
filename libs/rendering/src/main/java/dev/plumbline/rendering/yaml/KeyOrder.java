package dev.plumbline.rendering.yaml;

import java.util.List;

/// The order in which go-yaml writes the keys of a mapping: letters after other characters, runs of digits by value.
///
/// The comparison is not transitive, so that a list with keys such as `a1b`, `a2`, `a10` has no defined order (nor has
/// it in the real tool); a merge sort that tolerates this is used instead of the library's, which would throw.
final class KeyOrder {

    private KeyOrder() {
    }

    static void sort(List<String> keys) {
        if (keys.size() > 1) {
            sort(keys.toArray(String[]::new), keys);
        }
    }

    private static void sort(String[] from, List<String> to) {
        String[] buffer = from.clone();
        mergeSort(buffer, from, 0, from.length);
        for (int i = 0; i < from.length; i++) {
            to.set(i, from[i]);
        }
    }

    private static void mergeSort(String[] source, String[] target, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(target, source, from, middle);
        mergeSort(target, source, middle, to);
        for (int i = from, left = from, right = middle; i < to; i++) {
            boolean takeLeft = left < middle && (right >= to || !isLess(source[right], source[left]));
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }

    static boolean isLess(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        for (int i = 0; i < left.length && i < right.length; i++) {
            if (left[i] != right[i]) {
                return isLessFrom(left, right, i);
            }
        }
        return left.length < right.length;
    }

    private static boolean isLessFrom(int[] left, int[] right, int i) {
        boolean leftLetter = Character.isLetter(left[i]);
        boolean rightLetter = Character.isLetter(right[i]);
        if (leftLetter && rightLetter) {
            return left[i] < right[i];
        }
        if (leftLetter || rightLetter) {
            return rightLetter;
        }
        // inside a number whose earlier digits are equal and not only zeros, a zero is not a leading one
        long start = (left[i] == '0' || right[i] == '0') && followsNonZeroDigit(left, i) ? 1 : 0;
        int leftEnd = digitsEnd(left, i);
        int rightEnd = digitsEnd(right, i);
        long leftNumber = number(left, i, leftEnd, start);
        long rightNumber = number(right, i, rightEnd, start);
        if (leftNumber != rightNumber) {
            return leftNumber < rightNumber;
        }
        return leftEnd == rightEnd ? left[i] < right[i] : leftEnd < rightEnd;
    }

    private static boolean followsNonZeroDigit(int[] text, int i) {
        for (int j = i - 1; j >= 0 && Character.isDigit(text[j]); j--) {
            if (text[j] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int digitsEnd(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static long number(int[] text, int from, int to, long start) {
        long number = start;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }
}
