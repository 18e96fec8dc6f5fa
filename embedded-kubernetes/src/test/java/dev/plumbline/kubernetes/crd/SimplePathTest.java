package dev.plumbline.kubernetes.crd;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// The paths of printer columns against what client-go's JSONPath finds first.
class SimplePathTest {
    private static final String OBJECT = """
            {"metadata": {"labels": {"a.b/c": "label"}},
             "spec": {"list": [{"x": 1}, {"name": "second"}, {"name": "last"}], "none": []},
             "status": {"conditions": [{"type": "Synced", "status": "False"}, {"type": "Ready", "status": "True"}]}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .metadata.labels['a.b/c']                         | label
            .metadata.labels.a\\.b/c                          | label
            .spec.list[0].x                                   | 1
            .spec.list[-1].name                               | last
            .spec.list[*].name                                | second
            .spec.none[*].name                                | ''
            .spec.list[7].name                                | ''
            .status.conditions[?(@.type=="Ready")].status     | True
            .status.conditions[?(@.type!="Ready")].status     | False
            .status.conditions[?(@.type=='Gone')].status      | ''
            """)
    void findsTheFirstValue(String path, String value) throws JsonProcessingException {
        assertThat(SimplePath.at(new ObjectMapper().readTree(OBJECT), path).asText()).isEqualTo(value);
    }
}
