package dev.plumbline.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

import dev.plumbline.testkit.TestStack;

/// A repository of Kustomize overlays in the shape of the public Flux benchmark: each Application is a Deployment of 0
/// replicas, a ServiceAccount, a Service and an Ingress, made by an overlay of one base.
final class OverlayFleet {
    static final int RESOURCES = 4;
    static final String NAMESPACE = "benchmark";

    private OverlayFleet() {
    }

    static String name(int application) {
        return "app-" + application;
    }

    /// The base, and each Application's overlay and declaration.
    static Map<String, String> files(int applications, String image) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("base/kustomization.yaml", """
                resources: [deployment.yaml, account.yaml, service.yaml, ingress.yaml]
                """);
        files.put("base/deployment.yaml", DEPLOYMENT);
        files.put("base/account.yaml", """
                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: web
                """);
        files.put("base/service.yaml", """
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                spec:
                  selector: {app.kubernetes.io/name: web}
                  ports: [{name: http, port: 9898, targetPort: http}]
                """);
        files.put("base/ingress.yaml", INGRESS);
        for (int i = 0; i < applications; i++) {
            files.put("applications/" + name(i) + ".yaml", application(i));
        }
        files.putAll(overlays(applications, _ -> true, image));
        return files;
    }

    /// The overlays of some Applications with this version of the image.
    static Map<String, String> overlays(int applications, IntPredicate chosen, String image) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < applications; i++) {
            if (chosen.test(i)) {
                files.put("overlays/" + name(i) + "/kustomization.yaml", """
                        resources: [../../base]
                        namePrefix: %s-
                        labels:
                          - pairs: {app.kubernetes.io/name: %s}
                            includeSelectors: true
                        images:
                          - {name: registry.example.com/web, newTag: "%s"}
                        """.formatted(name(i), name(i), image));
            }
        }
        return files;
    }

    static String deploymentPath(int application) {
        return "/apis/apps/v1/namespaces/" + NAMESPACE + "/deployments/" + name(application) + "-web";
    }

    private static String application(int application) {
        return TestStack.application(name(application), "")
                .replace("apps/" + name(application), "overlays/" + name(application))
                .replace("namespace: " + name(application), "namespace: " + NAMESPACE);
    }

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 0
              selector:
                matchLabels: {app.kubernetes.io/name: web}
              template:
                metadata:
                  labels: {app.kubernetes.io/name: web}
                spec:
                  serviceAccountName: web
                  containers:
                    - name: web
                      image: registry.example.com/web
                      ports: [{name: http, containerPort: 9898}]
                      readinessProbe:
                        httpGet: {path: /readyz, port: http}
                      resources:
                        requests: {cpu: 10m, memory: 16Mi}
                        limits: {memory: 64Mi}
            """;

    private static final String INGRESS = """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: web
            spec:
              rules:
                - host: web.example.com
                  http:
                    paths:
                      - path: /
                        pathType: Prefix
                        backend:
                          service: {name: web, port: {name: http}}
            """;
}
