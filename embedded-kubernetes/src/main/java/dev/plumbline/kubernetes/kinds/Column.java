package dev.plumbline.kubernetes.kinds;

/// A column of the tables that kubectl prints (`meta.k8s.io/v1` TableColumnDefinition).
///
/// @param type     `string`, `integer`, `number`, `boolean` or `date`
/// @param format   `name` for the first column, otherwise mostly empty
/// @param priority 0: always shown, greater: only with `-o wide`
public record Column(String name, String type, String format, String description, int priority) {
}
