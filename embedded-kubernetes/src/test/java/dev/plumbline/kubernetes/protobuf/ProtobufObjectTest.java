package dev.plumbline.kubernetes.protobuf;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [ProtobufObject] against bodies that kubectl 1.32 sent; `kubectl -v=9` prints them.
class ProtobufObjectTest {
    /// `kubectl create deployment web2 --image=nginx --replicas=2 --port=80`
    private static final String DEPLOYMENT = "6b3873000a150a07617070732f7631120a4465706c6f796d656e7412bf010a240a04776562"
            + "3212001a03666f6f22002a003200380042005a0b0a036170701204776562321288010802120d0a0b0a0361707012047765"
            + "62321a6d0a1d0a0012001a0022002a003200380042005a0b0a03617070120477656232124c122e0a056e67696e7812056e"
            + "67696e782a00320a0a001000185022002a0042006a007200800100880100900100a201001a00320042004a005200580060"
            + "0068008201008a01009a0100c2010022020a00280038001a0c0800100018002000280038001a002200";
    /// `kubectl create service clusterip s2 --tcp=80:8080`
    private static final String SERVICE = "6b3873000a0d0a02763112075365727669636512690a200a02733212001a03666f6f22002a0032"
            + "00380042005a090a036170701202733212410a1b0a0738302d38303830120354435018502207080010903f1a0028001209"
            + "0a03617070120273321a002209436c757374657249503a00420052005a00600068001a020a001a002200";
    /// `kubectl create quota q --hard=cpu=1`
    private static final String QUOTA = "6b3873000a130a027631120d5265736f7572636551756f746112260a140a017112001a03666f6f22"
            + "002a00320038004200120c0a0a0a0363707512030a01311a001a002200";

    @Test
    void readsNestedAndRepeatedMessages() {
        ObjectNode deployment = read(DEPLOYMENT);

        assertThat(deployment.path("apiVersion").asText()).isEqualTo("apps/v1");
        assertThat(deployment.at("/metadata/labels")).hasToString("{\"app\":\"web2\"}");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(deployment.at("/spec/template/spec/containers/0/ports/0/containerPort").asInt()).isEqualTo(80);
        assertThat(deployment.at("/metadata/creationTimestamp").isNull()).isTrue();
    }

    @Test
    void readsNumbersThatMayBeStrings() {
        assertThat(read(SERVICE).at("/spec/ports/0"))
                .hasToString("{\"name\":\"80-8080\",\"protocol\":\"TCP\",\"port\":80,"
                        + "\"targetPort\":8080,\"nodePort\":0}");
    }

    @Test
    void readsMapsOfQuantities() {
        assertThat(read(QUOTA).at("/spec/hard")).hasToString("{\"cpu\":\"1\"}");
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> ProtobufObject.read(new byte[]{'{', '}'}))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected prefix");
        assertThatThrownBy(() -> read(QUOTA.substring(0, QUOTA.length() - 12)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("unexpected EOF");
    }

    private static ObjectNode read(String hex) {
        return ProtobufObject.read(HexFormat.of().parseHex(hex));
    }
}
