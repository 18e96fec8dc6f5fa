package dev.plumbline.system;

/// Manifests that the tests commit.
final class Manifests {
    private Manifests() {
    }

    static String configMap(String name, String colour) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                data:
                  colour: %s
                """.formatted(name, colour);
    }

    static String deployment(String name, int replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers:
                        - name: web
                          image: registry.example.com/web:1.0
                          ports: [{containerPort: 8080}]
                          resources:
                            requests: {cpu: 1000m, memory: 0.5Gi}
                """.formatted(name, replicas);
    }

    static String service(String name) {
        return """
                apiVersion: v1
                kind: Service
                metadata:
                  name: %1$s
                  annotations: {}
                spec:
                  selector: {app: %1$s}
                  ports: [{port: 80, targetPort: 8080}]
                """.formatted(name);
    }
}
