#!/usr/bin/env python3
"""Writes the tables of the built-in resources and of their types from the Kubernetes project's OpenAPI documents.

    python3 tools/builtin_tables.py openapi-v2.json.gz src/main/resources/dev/plumbline/kubernetes

reads openapi/v3/*.json.gz below the second argument and writes builtin-resources.json and builtin-types.json there.
What OpenAPI does not say (short names, categories, which optional scalars are pointers in Go) stands in this file.
"""
import glob
import gzip
import json
import os
import sys

SHORT = {
    "componentstatuses": "cs", "configmaps": "cm", "endpoints": "ep", "events": "ev", "limitranges": "limits",
    "namespaces": "ns", "nodes": "no", "persistentvolumeclaims": "pvc", "persistentvolumes": "pv", "pods": "po",
    "replicationcontrollers": "rc", "resourcequotas": "quota", "serviceaccounts": "sa", "services": "svc",
    "customresourcedefinitions": "crd,crds", "daemonsets": "ds", "deployments": "deploy", "replicasets": "rs",
    "statefulsets": "sts", "horizontalpodautoscalers": "hpa", "cronjobs": "cj", "certificatesigningrequests": "csr",
    "ingresses": "ing", "ipaddresses": "ip", "networkpolicies": "netpol", "poddisruptionbudgets": "pdb",
    "priorityclasses": "pc", "storageclasses": "sc", "volumeattributesclasses": "vac",
}
ALL = {"pods", "replicationcontrollers", "services", "daemonsets", "deployments", "replicasets", "statefulsets",
       "horizontalpodautoscalers", "cronjobs", "jobs"}
# Kinds whose updates must name the resourceVersion they were read at.
CONDITIONAL_UPDATE = {"leases", "customresourcedefinitions", "runtimeclasses", "csidrivers", "csinodes",
                      "validatingwebhookconfigurations", "mutatingwebhookconfigurations", "volumeattachments",
                      "poddisruptionbudgets", "apiservices", "validatingadmissionpolicies",
                      "validatingadmissionpolicybindings", "mutatingadmissionpolicies",
                      "mutatingadmissionpolicybindings"}
DEPRECATED = {
    "endpoints": "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
    "componentstatuses": "v1 ComponentStatus is deprecated in v1.19+",
}
VERBS = {"post": "create", "put": "update", "list": "list", "get": "get", "patch": "patch", "delete": "delete",
         "deletecollection": "deletecollection", "watch": "watch", "watchlist": "watch"}

# Optional integers and booleans that are plain in Go: their zero is not written.
PLAIN = {
    "minReadySeconds", "observedGeneration", "hostPort", "signal", "count", "initialDelaySeconds", "periodSeconds",
    "successThreshold", "failureThreshold", "timeoutSeconds", "nodePort", "healthCheckNodePort", "number",
    "currentReplicas", "generation", "sizeBytes", "numberAvailable", "numberUnavailable", "updatedNumberScheduled",
    "availableReplicas", "readyReplicas", "replicas", "unavailableReplicas", "updatedReplicas",
    "fullyLabeledReplicas", "active", "failed", "succeeded", "deprecatedCount", "priority", "partition", "paused",
    "readOnly", "stdin", "stdinOnce", "tty", "unschedulable", "hostIPC", "hostNetwork", "hostPID",
    "publishNotReadyAddresses", "chapAuthDiscovery", "chapAuthSession", "sslEnabled", "globalDefault",
    "preserveUnknownFields", "deprecated", "authenticated", "denied", "clusterScope", "insecureSkipTLSVerify",
    "code", "retryAfterSeconds",
}
# Where a name of PLAIN is a pointer after all.
POINTERS = {
    ("DeploymentSpec", "replicas"), ("ReplicaSetSpec", "replicas"), ("StatefulSetSpec", "replicas"),
    ("ReplicationControllerSpec", "replicas"), ("ClientIPConfig", "timeoutSeconds"),
    ("MutatingWebhook", "timeoutSeconds"), ("ValidatingWebhook", "timeoutSeconds"),
    ("HorizontalPodAutoscalerStatus", "observedGeneration"), ("RollingUpdateStatefulSetStrategy", "partition"),
    ("PodSpec", "priority"), ("VolumeNodeResources", "count"), ("AzureDiskVolumeSource", "readOnly"),
    ("DeviceSubRequest", "count"), ("ExactDeviceRequest", "count"),
}
# Strings that are pointers in Go: "" is a value.
POINTER_STRINGS = {
    ("CronJobSpec", "timeZone"), ("PersistentVolumeClaimSpec", "storageClassName"), ("PersistentVolumeClaimSpec", "volumeMode"),
    ("PersistentVolumeClaimSpec", "volumeAttributesClassName"), ("IngressSpec", "ingressClassName"),
    ("PodSpec", "runtimeClassName"), ("PodSpec", "preemptionPolicy"), ("ServiceSpec", "ipFamilyPolicy"),
    ("ServiceSpec", "loadBalancerClass"), ("ServiceSpec", "internalTrafficPolicy"), ("LeaseSpec", "holderIdentity"),
    ("ServicePort", "appProtocol"), ("EndpointPort", "name"), ("EndpointPort", "protocol"),
    ("EndpointPort", "appProtocol"), ("HTTPIngressPath", "pathType"), ("Endpoint", "hostname"),
    ("Endpoint", "nodeName"), ("Endpoint", "zone"), ("TypedLocalObjectReference", "apiGroup"),
    ("TypedObjectReference", "apiGroup"), ("TypedObjectReference", "namespace"), ("GRPCAction", "service"),
    ("SecurityContext", "procMount"), ("NetworkPolicyPort", "protocol"), ("PersistentVolumeSpec", "volumeMode"),
    ("CustomResourceColumnDefinition", "x"),
}
# Slices and maps that Go writes as null when they are empty.
NULLABLE = {
    ("Role", "rules"), ("ClusterRole", "rules"), ("HorizontalPodAutoscalerStatus", "currentMetrics"),
    ("CustomResourceDefinitionStatus", "conditions"), ("CustomResourceDefinitionStatus", "storedVersions"),
    ("PodSpec", "containers"), ("PolicyRule", "verbs"), ("LimitRangeSpec", "limits"),
}
SCALARS = {
    "io.k8s.apimachinery.pkg.api.resource.Quantity": "q", "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "x",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time": "t", "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": "m",
    "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": "r", "io.k8s.apimachinery.pkg.runtime.RawExtension": "r",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON": "r",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray": "p",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool": "p",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray": "p",
}


def load(path):
    with gzip.open(path) as file:
        return json.load(file)


def short(name):
    """io.k8s.api.core.v1.Pod -> core.v1.Pod: unique, and a third of the length."""
    parts = name.split(".")
    return ".".join(parts[-3:])


def code(schema):
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return SCALARS.get(name, "@" + short(name))
    kind, form = schema.get("type"), schema.get("format")
    if kind == "array":
        return "[" + code(schema["items"])
    if kind == "object":
        return "{" + code(schema["additionalProperties"]) if "additionalProperties" in schema else "r"
    if kind == "integer":
        return "l" if form == "int64" else "i"
    return {"boolean": "b", "number": "n", "string": "y" if form == "byte" else "s", None: "r"}[kind]


def null_time(type_name):
    return type_name.endswith("Condition") or type_name in {
        "Event", "EventSeries", "ContainerStateRunning", "ContainerStateTerminated", "VolumeError"}


def flag(type_name, name, what, schema, required, v3):
    if (type_name, name) in NULLABLE:
        return "!"
    if what in "tm" and null_time(type_name):
        return "!"
    if what[0] == "@":
        if v3 is None:
            return "!" if name in ("metadata", "spec", "status") else ""
        return "!" if v3.get("default") == {} else ""
    if v3 is not None and v3.get("default") in ("", 0, False) and "default" in v3:
        return "!"
    if what == "s":
        return "*" if (type_name, name) in POINTER_STRINGS else "!" if required and v3 is None else ""
    if what in "ilbn":
        if required and v3 is None:
            return "!"
        return "" if name in PLAIN and (type_name, name) not in POINTERS else "*"
    return ""


def types(v2, v3):
    out = {}
    for full, schema in sorted(v2["definitions"].items()):
        if full in SCALARS or "properties" not in schema and schema.get("type") != "object":
            continue
        if full.endswith("List") and "items" in schema["properties"]:
            continue
        required, name = set(schema.get("required", [])), full.split(".")[-1]
        known = v3.get(full, {}).get("properties")
        fields = {}
        for field, body in schema.get("properties", {}).items():
            what = code(body)
            default = None if known is None else known.get(field, {})
            fields[field] = flag(name, field, what, body, field in required, default) + what
        assert short(full) not in out, full
        out[short(full)] = fields
    return out


def resources(v2):
    found, watched = {}, set()
    for path, item in v2["paths"].items():
        parts = path.strip("/").split("/")
        base = 2 if parts[0] == "api" else 3
        group, version = ("", parts[1]) if parts[0] == "api" and len(parts) > 1 else (
            (parts[1], parts[2]) if len(parts) > 2 else ("", ""))
        rest = parts[base:]
        if not rest:
            continue
        watch = rest[0] == "watch"
        rest = rest[1:] if watch else rest
        namespaced = len(rest) > 2 and rest[0] == "namespaces" and rest[1] == "{namespace}"
        rest = rest[2:] if namespaced else rest
        if not rest or rest[0].startswith("{"):
            continue
        if rest == ["namespaces"] or rest[:1] == ["namespaces"]:
            namespaced = False
        plural = rest[0]
        key = (group, version, plural)
        if watch:
            watched.add(key)
            continue
        sub = "/".join(rest[2:]) if len(rest) > 2 else ""
        if "{path}" in sub:
            continue
        entry = found.setdefault(key, {"namespaced": False, "verbs": set(), "subresources": {}})
        entry["namespaced"] |= namespaced
        for method in ("get", "put", "post", "delete", "patch"):
            operation = item.get(method)
            if not operation:
                continue
            gvk = operation.get("x-kubernetes-group-version-kind", {})
            action = operation.get("x-kubernetes-action")
            if sub:
                target = entry["subresources"].setdefault(sub, {"kind": gvk, "verbs": set()})
                target["verbs"].add("create" if action == "connect" and method == "post"
                                    else VERBS.get(action, method))
            else:
                entry["verbs"].add(VERBS[action])
                if action in ("post", "get", "list"):
                    entry["kind"] = gvk["kind"]
                if action == "delete":
                    entry["returnsDeleted"] = not operation["responses"]["200"]["schema"]["$ref"].endswith("Status")
    out = []
    for (group, version, plural), entry in found.items():
        verbs = entry["verbs"] | ({"watch"} if (group, version, plural) in watched else set())
        kind = entry["kind"]
        line = {"group": group, "version": version, "plural": plural, "singular": kind.lower(), "kind": kind,
                "namespaced": entry["namespaced"], "verbs": sorted(verbs)}
        if plural in SHORT:
            line["shortNames"] = SHORT[plural].split(",")
        if plural in ALL and group != "metrics":
            line["categories"] = ["all"]
        elif group in ("apiextensions.k8s.io", "apiregistration.k8s.io", "admissionregistration.k8s.io"):
            line["categories"] = ["api-extensions"]
        if entry.get("returnsDeleted") or plural == "namespaces":
            line["returnsDeleted"] = True
        if plural in CONDITIONAL_UPDATE:
            line["conditionalUpdate"] = True
        if plural in DEPRECATED:
            line["deprecation"] = DEPRECATED[plural]
        line["type"] = type_of(v2, group, version, kind)
        line["subresources"] = {
            name: {"group": sub["kind"].get("group", ""), "version": sub["kind"].get("version", ""),
                   "kind": sub["kind"].get("kind", ""), "verbs": sorted(sub["verbs"])}
            for name, sub in sorted(entry["subresources"].items())}
        out.append(line)
    return out


def type_of(v2, group, version, kind):
    for full, schema in v2["definitions"].items():
        for gvk in schema.get("x-kubernetes-group-version-kind", []):
            if full.endswith("." + kind) and (gvk["group"], gvk["version"], gvk["kind"]) == (group, version, kind):
                return short(full)
    raise SystemExit(f"no type for {group}/{version} {kind}")


def main():
    v2, target = load(sys.argv[1]), sys.argv[2]
    v3 = {}
    for path in sorted(glob.glob(os.path.join(target, "openapi", "v3", "api*.json.gz"))):
        v3.update(load(path)["components"]["schemas"])
    for name, rows in (("builtin-types.json", types(v2, v3)), ("builtin-resources.json", resources(v2))):
        with open(os.path.join(target, name), "w") as file:
            if isinstance(rows, dict):
                lines = [json.dumps(k) + ":" + json.dumps(v, separators=(",", ":")) for k, v in rows.items()]
                file.write("{\n" + ",\n".join(lines) + "\n}\n")
            else:
                file.write("[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in rows) + "\n]\n")


if __name__ == "__main__":
    main()
