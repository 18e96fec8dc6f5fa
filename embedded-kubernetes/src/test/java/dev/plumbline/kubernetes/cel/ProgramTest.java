package dev.plumbline.kubernetes.cel;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Expressions against their values by the specification of CEL and by Kubernetes' libraries.
class ProgramTest {
    private static final String SELF = """
            {"size": 3, "name": "web", "tags": ["a", "b"], "ports": [{"name": "http", "port": 80}],
             "labels": {"app": "web", "tier": "1"}, "ratio": 0.5, "none": null}
            """;

    private static boolean holds(String rule) throws CelException, JsonProcessingException {
        return Program.of(rule).test(Map.of("self", Program.value(new JsonMapper().readTree(SELF))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"self.size == 3", "self.size + 1 > 3 && self.size * 2 <= 6", "!has(self.colour)",
            "has(self.labels.app) ? self.labels.app == 'web' : false", "self.tags.all(t, t.size() == 1)",
            "self.tags.exists(t, t == \"b\")", "self.tags.exists_one(t, t == 'a')", "'a' in self.tags",
            "'app' in self.labels", "self.labels.map(k, k + '=' + self.labels[k]).size() == 2",
            "self.ports.filter(p, p.port < 1024).size() == 1", "self.name.matches('^w.b$')",
            "self.name.startsWith('w') && self.name.endsWith('b') && self.name.contains('e')",
            "self.ports[0].name == 'http'", "self.name in ['web', 'db']", "size(self.name) == 3",
            "string(self.size) == '3' && int('4') == 4", "duration('1h30m') == duration('90m')",
            "timestamp('2024-01-01T00:00:00Z') < timestamp('2024-01-02T00:00:00Z')",
            "'a,b'.split(',').size() == 2 && ['a', 'b'].join('-') == 'a-b'", "[1, 2, 3].sum() == 6",
            "self.tags.isSorted()", "self.ratio < 1.0", "self.none == null", "-self.size == -3", "7 % 4 == 3",
            "self.?colour.orValue('red') == 'red'", "r'\\d' == '\\\\d'", "false || true", "{'a': 1}['a'] == 1"})
    void holdsForTheObject(String rule) throws CelException, JsonProcessingException {
        assertThat(holds(rule)).isTrue();
    }

    @Test
    void forgivesAnErrorOnOneSideWhenTheOtherDecides() throws CelException, JsonProcessingException {
        assertThat(holds("self.missing == 1 || true")).isTrue();
        assertThat(holds("self.missing == 1 && false")).isFalse();
    }

    @Test
    void namesTheKeyThatIsMissing() {
        assertThatThrownBy(() -> holds("self.missing == 1")).isInstanceOf(CelException.class)
                .hasMessage("no such key: missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"self.", "(1", "1 +", "'open", "a ? b", "#"})
    void refusesWhatIsNoExpression(String text) {
        assertThatThrownBy(() -> Program.of(text)).isInstanceOf(CelException.class);
    }
}
