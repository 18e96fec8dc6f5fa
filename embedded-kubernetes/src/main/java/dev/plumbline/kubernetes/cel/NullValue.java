package dev.plumbline.kubernetes.cel;

/// The value `null`.
enum NullValue {
    NULL
}
