package dev.plumbline.rendering.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/// The printer against the reader, for any text.
class YamlPrinterProperties {

    @Property(seed = "1", tries = 2000)
    void whatIsPrintedReadsBackAsTheSameText(@ForAll("texts") String text, @ForAll("texts") String key) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put(key, text);
        object.putArray("list").add(text);

        YamlDocument document = YamlReader.documents(YamlPrinter.print(object)).getFirst();

        assertThat(JsonValues.of(document.root())).isEqualTo(object);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars(" \n\t:#-'\"\\[]{}?|>&*!%@`,~=.0123456789abcdefnotruyx_<é日")
                .ofMaxLength(140).edgeCases(known -> known.add("<<", "=", "---", "...", "~", "null", "y"));
    }
}
