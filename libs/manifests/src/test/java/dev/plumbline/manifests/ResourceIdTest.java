package dev.plumbline.manifests;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [ResourceId]: its text forms.
class ResourceIdTest {

    @Test
    void readsBackWhatItWrites() {
        ResourceId web = new ResourceId("apps", "Deployment", "shop", "web");

        assertThat(ResourceId.parse(web.toString())).isEqualTo(web);
        assertThat(web.display()).isEqualTo("Deployment shop/web");
    }

    @Test
    void leavesGroupAndNamespaceEmptyWhereThereAreNone() {
        ResourceId shop = ResourceId.of(Trees.object("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}"));

        assertThat(shop).hasToString("/Namespace//shop");
        assertThat(shop.display()).isEqualTo("Namespace shop");
    }

    @Test
    void refusesTextsWithoutFourParts() {
        assertThatThrownBy(() -> ResourceId.parse("Deployment/web")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("apps/Deployment/shop/web");
    }
}
