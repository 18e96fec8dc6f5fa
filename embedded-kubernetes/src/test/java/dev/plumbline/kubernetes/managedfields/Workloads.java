package dev.plumbline.kubernetes.managedfields;

import java.util.Random;

/// Configurations of one Deployment put together at random, with every shape that structured merge knows: scalars,
/// granular and atomic maps, keyed lists with one and two keys, sets, atomic lists.
final class Workloads {
    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private Workloads(Random random) {
        this.random = random;
    }

    static String any(Random random) {
        return new Workloads(random).deployment();
    }

    private String deployment() {
        text.append("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web");
        map("labels", "a", "b");
        if (maybe()) {
            text.append(", finalizers: [").append(maybe() ? "x.io/a" : "x.io/a, x.io/b").append(']');
        }
        text.append("}, spec: {selector: {matchLabels: {app: web}}");
        if (maybe()) {
            text.append(", replicas: ").append(random.nextInt(3));
        }
        text.append(", template: {metadata: {labels: {app: web}}, spec: {containers: [");
        container("one", true);
        container("two", false);
        text.append(']');
        map("nodeSelector", "zone", "disk");
        return text.append("}}}}").toString();
    }

    private void container(String name, boolean first) {
        if (!first && maybe()) {
            return;
        }
        text.append(first ? "" : ", ").append("{name: ").append(name).append(", image: 'web:")
                .append(random.nextInt(2)).append('\'');
        if (maybe()) {
            text.append(", args: [-v, '").append(random.nextInt(2)).append("']");
        }
        if (maybe()) {
            text.append(", env: [{name: A, value: '").append(random.nextInt(2)).append("'}")
                    .append(maybe() ? ", {name: B, value: '1'}" : "").append(']');
        }
        if (maybe()) {
            text.append(", ports: [{containerPort: 80, protocol: TCP}")
                    .append(maybe() ? ", {containerPort: 80, protocol: UDP, name: dns}" : "").append(']');
        }
        text.append('}');
    }

    private void map(String field, String one, String other) {
        if (maybe()) {
            text.append(", ").append(field).append(": {").append(one).append(": '").append(random.nextInt(2))
                    .append(maybe() ? "', " + other + ": x}" : "'}");
        }
    }

    private boolean maybe() {
        return random.nextBoolean();
    }
}
