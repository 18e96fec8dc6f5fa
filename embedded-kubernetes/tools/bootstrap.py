#!/usr/bin/env python3
"""Writes bootstrap.json: the objects that a new cluster has.

    python3 tools/bootstrap.py > src/main/resources/dev/plumbline/kubernetes/bootstrap.json

Rules follow kube-apiserver's plugin/pkg/auth/authorizer/rbac/bootstrappolicy.
"""
import json

READ = ["get", "list", "watch"]
WRITE = ["create", "delete", "deletecollection", "patch", "update"]
LABELS = {"kubernetes.io/bootstrapping": "rbac-defaults"}
AUTOUPDATE = {"rbac.authorization.kubernetes.io/autoupdate": "true"}


def rule(verbs, groups, resources):
    return {"verbs": verbs, "apiGroups": groups, "resources": resources}


def role(name, rules, **labels):
    return {"metadata": {"name": name, "labels": {**LABELS, **labels}, "annotations": AUTOUPDATE}, "rules": rules}


def aggregated(name, selector, **labels):
    return {"metadata": {"name": name, "labels": {**LABELS, **labels}, "annotations": AUTOUPDATE},
            "aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {selector: "true"}}]},
            "rules": AGGREGATES[name]}


def binding(name, target, *groups):
    return {"metadata": {"name": name, "labels": LABELS, "annotations": AUTOUPDATE},
            "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": target},
            "subjects": [{"kind": "Group", "apiGroup": "rbac.authorization.k8s.io", "name": g} for g in groups]}


CORE = ["configmaps", "endpoints", "events", "limitranges", "persistentvolumeclaims", "persistentvolumeclaims/status",
        "pods", "pods/log", "pods/status", "replicationcontrollers", "replicationcontrollers/scale",
        "replicationcontrollers/status", "resourcequotas", "resourcequotas/status", "serviceaccounts", "services",
        "services/status", "bindings", "namespaces", "namespaces/status"]
APPS = ["controllerrevisions", "daemonsets", "daemonsets/status", "deployments", "deployments/scale",
        "deployments/status", "replicasets", "replicasets/scale", "replicasets/status", "statefulsets",
        "statefulsets/scale", "statefulsets/status"]
VIEW = [
    rule(READ, [""], CORE),
    rule(READ, ["discovery.k8s.io"], ["endpointslices"]),
    rule(READ, ["apps"], APPS),
    rule(READ, ["autoscaling"], ["horizontalpodautoscalers", "horizontalpodautoscalers/status"]),
    rule(READ, ["batch"], ["cronjobs", "cronjobs/status", "jobs", "jobs/status"]),
    rule(READ, ["policy"], ["poddisruptionbudgets", "poddisruptionbudgets/status"]),
    rule(READ, ["networking.k8s.io"], ["ingresses", "ingresses/status", "networkpolicies"]),
]
EDIT = [
    rule(READ, [""], ["pods/attach", "pods/exec", "pods/portforward", "pods/proxy", "secrets", "services/proxy"]),
    rule(["impersonate"], [""], ["serviceaccounts"]),
    rule(WRITE, [""], ["pods", "pods/attach", "pods/exec", "pods/portforward", "pods/proxy"]),
    rule(["create"], [""], ["pods/eviction"]),
    rule(WRITE, [""], ["configmaps", "events", "persistentvolumeclaims", "replicationcontrollers",
                       "replicationcontrollers/scale", "secrets", "serviceaccounts", "services", "services/proxy"]),
    rule(["create"], [""], ["serviceaccounts/token"]),
    rule(WRITE, ["apps"], ["daemonsets", "deployments", "deployments/rollback", "deployments/scale", "replicasets",
                           "replicasets/scale", "statefulsets", "statefulsets/scale"]),
    rule(WRITE, ["autoscaling"], ["horizontalpodautoscalers"]),
    rule(WRITE, ["batch"], ["cronjobs", "jobs"]),
    rule(WRITE, ["policy"], ["poddisruptionbudgets"]),
    rule(WRITE, ["networking.k8s.io"], ["ingresses", "networkpolicies"]),
    rule(WRITE + READ, ["coordination.k8s.io"], ["leases"]),
]
ADMIN = [
    rule(["create"], ["authorization.k8s.io"], ["localsubjectaccessreviews"]),
    rule(WRITE + READ, ["rbac.authorization.k8s.io"], ["rolebindings", "roles"]),
]
AGGREGATES = {"view": VIEW, "edit": EDIT + VIEW, "admin": ADMIN + EDIT + VIEW}
PREFIX = "rbac.authorization.k8s.io/aggregate-to-"
DISCOVERY = ["/.well-known", "/.well-known/*", "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz",
             "/version", "/version/"]


def main():
    roles = [
        {**role("cluster-admin", [rule(["*"], ["*"], ["*"]), {"verbs": ["*"], "nonResourceURLs": ["*"]}])},
        role("system:discovery", [{"verbs": ["get"], "nonResourceURLs": DISCOVERY}]),
        role("system:basic-user", [
            rule(["create"], ["authorization.k8s.io"], ["selfsubjectaccessreviews", "selfsubjectrulesreviews"]),
            rule(["create"], ["authentication.k8s.io"], ["selfsubjectreviews"])]),
        role("system:public-info-viewer", [{"verbs": ["get"], "nonResourceURLs": [
            "/healthz", "/livez", "/readyz", "/version", "/version/"]}]),
        role("system:monitoring", [{"verbs": ["get"], "nonResourceURLs": [
            "/healthz", "/healthz/*", "/livez", "/livez/*", "/metrics", "/metrics/slis", "/readyz", "/readyz/*"]}]),
        role("system:aggregate-to-view", VIEW, **{PREFIX + "view": "true"}),
        role("system:aggregate-to-edit", EDIT, **{PREFIX + "edit": "true"}),
        role("system:aggregate-to-admin", ADMIN, **{PREFIX + "admin": "true"}),
        aggregated("view", PREFIX + "view", **{PREFIX + "edit": "true"}),
        aggregated("edit", PREFIX + "edit", **{PREFIX + "admin": "true"}),
        aggregated("admin", PREFIX + "admin"),
    ]
    bindings = [
        binding("cluster-admin", "cluster-admin", "system:masters"),
        binding("system:discovery", "system:discovery", "system:authenticated"),
        binding("system:basic-user", "system:basic-user", "system:authenticated"),
        binding("system:public-info-viewer", "system:public-info-viewer", "system:authenticated",
                "system:unauthenticated"),
        binding("system:monitoring", "system:monitoring", "system:monitoring"),
    ]
    namespaces = [{"metadata": {"name": n}} for n in ("default", "kube-node-lease", "kube-public", "kube-system")]
    service = {"metadata": {"name": "kubernetes", "namespace": "default",
                            "labels": {"component": "apiserver", "provider": "kubernetes"}},
               "spec": {"clusterIP": "10.96.0.1", "ports": [
                   {"name": "https", "port": 443, "protocol": "TCP", "targetPort": 6443}]}}
    group = "rbac.authorization.k8s.io"
    print(json.dumps([
        {"group": "", "resource": "namespaces", "objects": namespaces},
        {"group": group, "resource": "clusterroles", "objects": roles},
        {"group": group, "resource": "clusterrolebindings", "objects": bindings},
        {"group": "", "resource": "services", "objects": [service]},
    ], indent=1))


main()
