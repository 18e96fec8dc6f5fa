package dev.plumbline.kubernetes.access;

/// Whether something is allowed and why; the reason may be empty.
public record Decision(boolean allowed, String reason) {
    static final Decision NO_OPINION = new Decision(false, "");
}
