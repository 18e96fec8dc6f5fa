package dev.plumbline.contracts;

import java.util.Objects;

/// Who wrote a commit, as Git records it. Nothing here is verified: see [SignatureVerdict].
public record Person(String name, String email) {
    public Person {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(email, "email");
    }
}
