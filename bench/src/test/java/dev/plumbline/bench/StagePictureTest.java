package dev.plumbline.bench;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

/// [StagePicture] read back as XML.
class StagePictureTest {
    @Test
    void drawsABarForEachStageWhereTheOneBeforeEnds() throws Exception {
        Map<String, Figure.Spread> stages = new LinkedHashMap<>();
        stages.put("seen", new Figure.Spread(30, 40, 50, 60, "ms", 10));
        stages.put("rendered", new Figure.Spread(60, 90, 95, 99, "ms", 10));

        Document picture = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(StagePicture.picture(stages))));

        Element seen = (Element) picture.getElementsByTagName("rect").item(0);
        Element rendered = (Element) picture.getElementsByTagName("rect").item(1);
        assertThat(number(rendered, "x")).isCloseTo(number(seen, "x") + number(seen, "width"),
                offset(0.2));
        assertThat(number(rendered, "width")).isCloseTo(2 * number(seen, "width"),
                offset(0.2));
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
