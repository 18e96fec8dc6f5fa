package dev.plumbline.bench.kubernetes;

/// The objects that are written, and the requests that write them.
///
/// @param namespace that exists
record Workload(ApiAddress address, String namespace) {
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyz0123456789";

    byte[] namespaceRequest() {
        return address.request("POST", "/api/v1/namespaces", "application/json",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + namespace + "\"}}");
    }

    /// Applies a Deployment of the usual shape; another `value` changes an environment variable of its container.
    byte[] applyDeployment(int number, String value) {
        String name = "web-" + number;
        String body = """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s","namespace":"%2$s",\
                "labels":{"app.kubernetes.io/name":"%1$s","app.kubernetes.io/part-of":"shop",\
                "plumbline.dev/application":"shop"},"annotations":{"plumbline.dev/owner":"bench/shop/%1$s"}},\
                "spec":{"replicas":2,"selector":{"matchLabels":{"app.kubernetes.io/name":"%1$s"}},\
                "template":{"metadata":{"labels":{"app.kubernetes.io/name":"%1$s"}},"spec":{"containers":[\
                {"name":"web","image":"registry.example.com/shop/web:1.4.2",\
                "ports":[{"name":"http","containerPort":8080},{"name":"metrics","containerPort":9090}],\
                "env":[{"name":"VALUE","value":"%3$s"},{"name":"LOG_LEVEL","value":"info"},\
                {"name":"POD_NAME","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],\
                "resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"memory":"256Mi"}},\
                "readinessProbe":{"httpGet":{"path":"/health","port":"http"},"periodSeconds":5},\
                "volumeMounts":[{"name":"config","mountPath":"/etc/web"}]}],\
                "volumes":[{"name":"config","configMap":{"name":"%1$s"}}]}}}}""".formatted(name, namespace, value);
        return address.request("PATCH", "/apis/apps/v1/namespaces/" + namespace + "/deployments/" + name
                + "?fieldManager=plumbline&force=true", APPLY, body);
    }

    byte[] listDeployments() {
        return address.request("GET", "/apis/apps/v1/namespaces/" + namespace + "/deployments", "", "");
    }

    /// Creates a ConfigMap that takes 3 KB in the API's JSON.
    byte[] createConfigMap(int number) {
        return address.request("POST", "/api/v1/namespaces/" + namespace + "/configmaps", "application/json",
                configMap(number, "0"));
    }

    /// Replaces such a ConfigMap by one with another value.
    byte[] putConfigMap(int number, String value) {
        return address.request("PUT", "/api/v1/namespaces/" + namespace + "/configmaps/settings-" + number,
                "application/json", configMap(number, value));
    }

    byte[] watchConfigMaps() {
        return address.request("GET", "/api/v1/namespaces/" + namespace + "/configmaps?watch=true&timeoutSeconds=600",
                "", "");
    }

    private String configMap(int number, String value) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"settings-" + number
                + "\",\"labels\":{\"plumbline.dev/application\":\"shop\"}},\"data\":{\"value\":\"" + value
                + "\",\"text\":\"" + PADDING.repeat(70) + "\"}}";
    }
}
