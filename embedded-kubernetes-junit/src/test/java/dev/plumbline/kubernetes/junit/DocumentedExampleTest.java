package dev.plumbline.kubernetes.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The example of `docs/testing-with-kubernetes.md`, against the test of this module that it shows.
class DocumentedExampleTest {
    private static final String START = "```java\n";

    @Test
    void isTheTestThatRunsHere() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "testing-with-kubernetes.md"));
        String source = Files.readString(Path.of("src", "test", "java", "com", "example", "ShopRolloutTest.java"));

        int start = page.indexOf(START) + START.length();

        assertThat("package com.example;\n\n" + page.substring(start, page.indexOf("```", start))).isEqualTo(source);
    }
}
