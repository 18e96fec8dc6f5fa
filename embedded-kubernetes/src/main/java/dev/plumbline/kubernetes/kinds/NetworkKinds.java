package dev.plumbline.kubernetes.kinds;

import java.util.List;
import java.util.Map;

/// Services and what routes to them.
final class NetworkKinds {
    private static final String NETWORKING = "networking.k8s.io";
    private static final String ENDPOINTS_DEPRECATED = "v1 Endpoints is deprecated in v1.33+; "
            + "use discovery.k8s.io/v1 EndpointSlice";

    private NetworkKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add("", "Service", new Rules().table(NetworkTables.SERVICE).names(NameRule.DNS_LABEL).createdByPut()
                .defaults(OtherDefaults.SERVICE).onUpdate(ServiceChecks::keepAddresses)
                .check(ServiceChecks::service).checkCreation(ServiceChecks::creation)
                .checkUpdate(ServiceChecks::update)
                .selectable(service -> Map.of("spec.clusterIP", Trees.text(service, "spec", "clusterIP"),
                        "spec.type", Trees.text(service, "spec", "type"))));
        kinds.add("", "Endpoints",
                new Rules().table(NetworkTables.ENDPOINTS).createdByPut().defaults(OtherDefaults.ENDPOINTS)
                        .check(EndpointSliceChecks::endpoints)
                        .warn((endpoints, old) -> List.of(ENDPOINTS_DEPRECATED)));
        kinds.add("discovery.k8s.io", "EndpointSlice", new Rules().table(NetworkTables.ENDPOINT_SLICE).generation()
                .defaults(OtherDefaults.ENDPOINT_SLICE).check(EndpointSliceChecks::slice)
                .checkUpdate((slice, old) -> slice.at("addressType").immutable(old.path("addressType"))));
        kinds.add(NETWORKING, "Ingress",
                new Rules().table(NetworkTables.INGRESS).generation().defaults(OtherDefaults.INGRESS)
                        .check(NetworkChecks::ingress).warn(Warnings::ingress));
        kinds.add(NETWORKING, "IngressClass", new Rules().table(NetworkTables.INGRESS_CLASS).generation()
                .checkUpdate(NetworkChecks::ingressClassUpdate));
        kinds.add(NETWORKING, "ServiceCIDR", new Rules().table(ClusterTables.ADDRESS_RANGE));
        kinds.add(NETWORKING, "IPAddress", new Rules().table(ClusterTables.ADDRESS));
        kinds.add(NETWORKING, "NetworkPolicy",
                new Rules().table(NetworkTables.NETWORK_POLICY).generation().defaults(OtherDefaults.NETWORK_POLICY)
                        .check(NetworkChecks::networkPolicy));
    }
}
