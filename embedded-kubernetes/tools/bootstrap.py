#!/usr/bin/env python3
"""Writes bootstrap.json: the objects that a new cluster has.

    python3 tools/bootstrap.py > src/main/resources/dev/plumbline/kubernetes/bootstrap.json

Rules follow kube-apiserver's plugin/pkg/auth/authorizer/rbac/bootstrappolicy.
"""
import json

LABELS = {"kubernetes.io/bootstrapping": "rbac-defaults"}
AUTOUPDATE = {"rbac.authorization.kubernetes.io/autoupdate": "true"}


def rule(verbs, groups, resources):
    return {"verbs": verbs, "apiGroups": groups, "resources": resources}


def role(name, rules, **labels):
    return {"metadata": {"name": name, "labels": {**LABELS, **labels}, "annotations": AUTOUPDATE}, "rules": rules}


def aggregated(name, selector, **labels):
    return {"metadata": {"name": name, "labels": {**LABELS, **labels}, "annotations": AUTOUPDATE},
            "aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {selector: "true"}}]},
            "rules": None}  # filled by the aggregation controller


def binding(name, target, *groups):
    return {"metadata": {"name": name, "labels": LABELS, "annotations": AUTOUPDATE},
            "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": target},
            "subjects": [{"kind": "Group", "apiGroup": "rbac.authorization.k8s.io", "name": g} for g in groups]}


READ = "get list watch"
WRITE = "create delete deletecollection patch update"
EVENTS = ("create patch update", "core events.k8s.io", "events")


def rules(*compact):
    """Each is (verbs, groups, resources) or (verbs, groups, resources, names), words separated by spaces; `core` is the group without a name."""
    out = []
    for verbs, groups, resources, *names in compact:
        one = {"verbs": sorted(verbs.split()), "apiGroups": ["" if g == "core" else g for g in groups.split()], "resources": sorted(resources.split())}
        out.append({**one, "resourceNames": names[0].split()} if names else one)
    return out


VIEW = rules(
    (READ, "core", "configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers"
                   " replicationcontrollers/scale serviceaccounts services services/status"),
    (READ, "core", "bindings limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status"),
    (READ, "core", "namespaces"),
    (READ, "core events.k8s.io", "events"),
    (READ, "discovery.k8s.io", "endpointslices"),
    (READ, "apps", "controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets"
                   " replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status"),
    (READ, "autoscaling", "horizontalpodautoscalers horizontalpodautoscalers/status"),
    (READ, "batch", "cronjobs cronjobs/status jobs jobs/status"),
    (READ, "extensions", "daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status"
                         " networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale"),
    (READ, "policy", "poddisruptionbudgets poddisruptionbudgets/status"),
    (READ, "networking.k8s.io", "ingresses ingresses/status networkpolicies"),
    (READ, "resource.k8s.io", "resourceclaims resourceclaims/status resourceclaimtemplates"))
EDIT = rules(
    (READ, "core", "pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy"),
    ("impersonate", "core", "serviceaccounts"),
    (WRITE, "core", "pods pods/attach pods/exec pods/portforward pods/proxy"),
    ("create", "core", "pods/eviction"),
    (WRITE, "core", "configmaps persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy"),
    ("create", "core", "serviceaccounts/token"),
    (WRITE, "core events.k8s.io", "events"),
    (WRITE, "apps", "daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale"),
    (WRITE, "autoscaling", "horizontalpodautoscalers"),
    (WRITE, "batch", "cronjobs jobs"),
    (WRITE, "extensions", "daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale"
                          " replicationcontrollers/scale"),
    (WRITE, "policy", "poddisruptionbudgets"),
    (WRITE, "networking.k8s.io", "ingresses networkpolicies"),
    (WRITE, "resource.k8s.io", "resourceclaims resourceclaimtemplates"),
    (WRITE + " " + READ, "coordination.k8s.io", "leases"))
ADMIN = rules(
    ("create", "authorization.k8s.io", "localsubjectaccessreviews"),
    (WRITE + " " + READ, "rbac.authorization.k8s.io", "rolebindings roles"))
SIGNERS = "kubernetes.io/kube-apiserver-client kubernetes.io/kube-apiserver-client-kubelet kubernetes.io/kubelet-serving kubernetes.io/legacy-unknown"
CSR = "certificates.k8s.io"
SYSTEM = {
    "auth-delegator": rules(("create", "authentication.k8s.io", "tokenreviews"), ("create", "authorization.k8s.io", "subjectaccessreviews")),
    "heapster": rules((READ, "core", "events namespaces nodes pods"), (READ, "extensions", "deployments")),
    "kube-aggregator": rules((READ, "core", "endpoints services"), (READ, "discovery.k8s.io", "endpointslices")),
    "kube-controller-manager": rules(
        EVENTS, ("create", "coordination.k8s.io", "leases"),
        ("get update", "coordination.k8s.io", "leases", "kube-controller-manager"),
        ("create", "core", "secrets serviceaccounts"), ("delete", "core", "secrets"), ("get", "core", "configmaps namespaces secrets serviceaccounts"),
        ("update", "core", "secrets serviceaccounts"), ("create", "authentication.k8s.io", "tokenreviews"),
        ("create", "authorization.k8s.io", "subjectaccessreviews"), ("list watch", "*", "*"), ("create", "core", "serviceaccounts/token")),
    "kube-dns": rules(("list watch", "core", "endpoints services")),
    "kube-scheduler": rules(
        EVENTS, ("create", "coordination.k8s.io", "leases"), ("get list update watch", "coordination.k8s.io", "leases", "kube-scheduler"),
        (READ, "core", "nodes"), ("delete " + READ, "core", "pods"), ("create", "core", "bindings pods/binding"),
        ("patch update", "core", "pods/status"), (READ, "core", "replicationcontrollers services"), (READ, "apps extensions", "replicasets"),
        (READ, "apps", "statefulsets"), (READ, "policy", "poddisruptionbudgets"), (READ, "core", "persistentvolumeclaims persistentvolumes"),
        ("create", "authentication.k8s.io", "tokenreviews"), ("create", "authorization.k8s.io", "subjectaccessreviews"),
        (READ, "storage.k8s.io", "csinodes"), (READ, "core", "namespaces"), (READ, "storage.k8s.io", "csidrivers"),
        (READ, "storage.k8s.io", "csistoragecapacities")),
    "kubelet-api-admin": rules((READ, "core", "nodes"), ("proxy", "core", "nodes"), ("*", "core", "nodes/log nodes/metrics nodes/proxy nodes/stats")),
    "node-bootstrapper": rules(("create " + READ, CSR, "certificatesigningrequests")),
    "node-problem-detector": rules(("get", "core", "nodes"), ("patch", "core", "nodes/status"), EVENTS),
    "node-proxier": rules(("list watch", "core", "endpoints services"), (READ, "core", "nodes"), EVENTS, ("list watch", "discovery.k8s.io", "endpointslices"),
                          ("list watch", "networking.k8s.io", "servicecidrs")),
    "persistent-volume-provisioner": rules(
        ("create delete " + READ, "core", "persistentvolumes"), (READ + " update", "core", "persistentvolumeclaims"), (READ, "storage.k8s.io", "storageclasses"),
        ("watch", "core", "events"), EVENTS),
    "volume-scheduler": rules((READ + " patch update", "core", "persistentvolumes"), (READ, "storage.k8s.io", "storageclasses"),
                              (READ + " patch update", "core", "persistentvolumeclaims")),
    "certificates.k8s.io:certificatesigningrequests:nodeclient": rules(("create", CSR, "certificatesigningrequests/nodeclient")),
    "certificates.k8s.io:certificatesigningrequests:selfnodeclient": rules(("create", CSR, "certificatesigningrequests/selfnodeclient")),
    "certificates.k8s.io:kube-apiserver-client-approver": rules(("approve", CSR, "signers", "kubernetes.io/kube-apiserver-client")),
    "certificates.k8s.io:kube-apiserver-client-kubelet-approver": rules(("approve", CSR, "signers", "kubernetes.io/kube-apiserver-client-kubelet")),
    "certificates.k8s.io:kubelet-serving-approver": rules(("approve", CSR, "signers", "kubernetes.io/kubelet-serving")),
    "certificates.k8s.io:legacy-unknown-approver": rules(("approve", CSR, "signers", "kubernetes.io/legacy-unknown")),
    "node": rules(
        ("create", "authentication.k8s.io", "tokenreviews"), ("create", "authorization.k8s.io", "localsubjectaccessreviews subjectaccessreviews"),
        (READ, "core", "services"), ("create " + READ, "core", "nodes"), ("patch update", "core", "nodes/status"), ("patch update", "core", "nodes"),
        EVENTS, (READ, "core", "pods"), ("create delete", "core", "pods"), ("patch update", "core", "pods/status"), ("create", "core", "pods/eviction"),
        (READ, "core", "configmaps secrets"), ("get", "core", "persistentvolumeclaims persistentvolumes"), ("get", "core", "endpoints"),
        ("create " + READ, CSR, "certificatesigningrequests"), ("create delete get patch update", "coordination.k8s.io", "leases"),
        ("get", "storage.k8s.io", "volumeattachments"), ("create", "core", "serviceaccounts/token"),
        ("get patch update", "core", "persistentvolumeclaims/status"), (READ, "storage.k8s.io", "csidrivers"),
        ("create delete get patch update", "storage.k8s.io", "csinodes"), (READ, "node.k8s.io", "runtimeclasses"),
        ("get", "resource.k8s.io", "resourceclaims"), ("create delete deletecollection " + READ + " patch update", "resource.k8s.io", "resourceslices")),
}
CONTROLLERS = {
    "attachdetach-controller": rules(
        ("list watch", "core", "persistentvolumeclaims persistentvolumes"), (READ, "core", "nodes"), ("patch update", "core", "nodes/status"),
        ("list watch", "core", "pods"), EVENTS, ("create delete " + READ, "storage.k8s.io", "volumeattachments"), (READ, "storage.k8s.io", "csidrivers"),
        (READ, "storage.k8s.io", "csinodes")),
    "certificate-controller": rules(
        ("delete " + READ, CSR, "certificatesigningrequests"),
        ("update", CSR, "certificatesigningrequests/approval certificatesigningrequests/status"),
        ("approve", CSR, "signers", "kubernetes.io/kube-apiserver-client-kubelet"), ("sign", CSR, "signers", SIGNERS),
        ("create", "authorization.k8s.io", "subjectaccessreviews"), EVENTS),
    "clusterrole-aggregation-controller": rules(("escalate " + READ + " patch update", "rbac.authorization.k8s.io", "clusterroles")),
    "cronjob-controller": rules(
        (READ + " update", "batch", "cronjobs"), ("create delete " + READ + " patch update", "batch", "jobs"), ("update", "batch", "cronjobs/status"),
        ("update", "batch", "cronjobs/finalizers"), ("delete list watch", "core", "pods"), EVENTS),
    "daemon-set-controller": rules(
        (READ, "apps extensions", "daemonsets"), ("update", "apps extensions", "daemonsets/status"), ("update", "apps extensions", "daemonsets/finalizers"),
        ("list watch", "core", "nodes"), ("create delete list patch watch", "core", "pods"), ("create", "core", "pods/binding"),
        ("create delete " + READ + " patch update", "apps", "controllerrevisions"), EVENTS),
    "deployment-controller": rules(
        (READ + " update", "apps extensions", "deployments"), ("update", "apps extensions", "deployments/status"),
        ("update", "apps extensions", "deployments/finalizers"), ("create delete " + READ + " patch update", "apps extensions", "replicasets"),
        (READ + " update", "core", "pods"), EVENTS),
    "device-taint-eviction-controller": rules(
        ("delete " + READ, "core", "pods"), ("patch update", "core", "pods/status"), (READ, "resource.k8s.io", "resourceclaims"),
        (READ, "resource.k8s.io", "resourceslices"), (READ, "resource.k8s.io", "deviceclasses"), (READ, "resource.k8s.io", "devicetaintrules"), EVENTS),
    "disruption-controller": rules(
        (READ, "apps extensions", "deployments"), (READ, "apps extensions", "replicasets"), (READ, "core", "replicationcontrollers"),
        (READ, "policy", "poddisruptionbudgets"), (READ, "apps", "statefulsets"), ("update", "policy", "poddisruptionbudgets/status"),
        ("patch update", "core", "pods/status"), ("get", "*", "*/scale"), EVENTS),
    "endpoint-controller": rules(
        (READ, "core", "pods services"), ("create delete " + READ + " update", "core", "endpoints"), ("create", "core", "endpoints/restricted"), EVENTS),
    "endpointslice-controller": rules(
        (READ, "core", "nodes pods services"), ("update", "core", "services/finalizers"),
        ("create delete " + READ + " update", "discovery.k8s.io", "endpointslices"), EVENTS),
    "endpointslicemirroring-controller": rules(
        (READ, "core", "endpoints services"), ("update", "core", "services/finalizers"), ("update", "core", "endpoints/finalizers"),
        ("create delete " + READ + " update", "discovery.k8s.io", "endpointslices"), EVENTS),
    "ephemeral-volume-controller": rules(
        (READ, "core", "pods"), ("update", "core", "pods/finalizers"), ("create " + READ, "core", "persistentvolumeclaims"), EVENTS),
    "expand-controller": rules(
        (READ + " patch update", "core", "persistentvolumes"), ("patch update", "core", "persistentvolumeclaims/status"),
        (READ, "core", "persistentvolumeclaims"), EVENTS, ("get", "core", "services")),
    "generic-garbage-collector": rules(("delete " + READ + " patch update", "*", "*"), EVENTS),
    "horizontal-pod-autoscaler": rules(
        (READ, "autoscaling", "horizontalpodautoscalers"), ("update", "autoscaling", "horizontalpodautoscalers/status"), ("get update", "*", "*/scale"),
        ("list watch", "core", "pods"), ("list watch", "metrics.k8s.io", "pods"), (READ, "custom.metrics.k8s.io", "*"),
        (READ, "external.metrics.k8s.io", "*"), EVENTS),
    "job-controller": rules(
        (READ + " patch update", "batch", "jobs"), ("update", "batch", "jobs/status"), ("update", "batch", "jobs/finalizers"),
        ("create delete list patch watch", "core", "pods"), EVENTS),
    "legacy-service-account-token-cleaner": rules(
        ("get", "core", "configmaps", "kube-apiserver-legacy-service-account-token-tracking"), ("delete patch", "core", "secrets")),
    "namespace-controller": rules(
        ("delete " + READ, "core", "namespaces"), ("update", "core", "namespaces/finalize namespaces/status"),
        ("delete deletecollection " + READ, "*", "*")),
    "node-controller": rules(
        ("delete " + READ + " patch update", "core", "nodes"), ("patch update", "core", "nodes/status"), ("patch update", "core", "pods/status"),
        ("delete " + READ, "core", "pods"), EVENTS),
    "persistent-volume-binder": rules(
        ("create delete " + READ + " update", "core", "persistentvolumes"), ("update", "core", "persistentvolumes/status"),
        (READ + " update", "core", "persistentvolumeclaims"), ("update", "core", "persistentvolumeclaims/status"),
        ("create delete " + READ, "core", "pods"), (READ, "storage.k8s.io", "storageclasses"), ("list watch", "core", "nodes"), EVENTS,
        ("watch", "core", "events"), ("get", "core", "services")),
    "pod-garbage-collector": rules(("delete list watch", "core", "pods"), (READ, "core", "nodes"), ("patch", "core", "pods/status")),
    "pv-protection-controller": rules((READ + " update", "core", "persistentvolumes"), EVENTS),
    "pvc-protection-controller": rules((READ + " update", "core", "persistentvolumeclaims"), (READ, "core", "pods"), EVENTS),
    "replicaset-controller": rules(
        (READ + " update", "apps extensions", "replicasets"), ("update", "apps extensions", "replicasets/status"),
        ("update", "apps extensions", "replicasets/finalizers"), ("create delete list patch watch", "core", "pods"), EVENTS),
    "replication-controller": rules(
        (READ + " update", "core", "replicationcontrollers"), ("update", "core", "replicationcontrollers/status"),
        ("update", "core", "replicationcontrollers/finalizers"), ("create delete list patch watch", "core", "pods"), EVENTS),
    "resource-claim-controller": rules(
        (READ, "core", "pods"), ("update", "core", "pods/finalizers"), ("create delete " + READ, "resource.k8s.io", "resourceclaims"),
        ("patch update", "resource.k8s.io", "resourceclaims resourceclaims/status"), ("patch update", "core", "pods/status"), EVENTS),
    "resourcequota-controller": rules(("list watch", "*", "*"), ("update", "core", "resourcequotas/status"), EVENTS),
    "root-ca-cert-publisher": rules(("create update", "core", "configmaps"), EVENTS),
    "route-controller": rules(("list watch", "core", "nodes"), ("patch", "core", "nodes/status"), EVENTS),
    "selinux-warning-controller": rules(
        EVENTS, (READ, "core", "persistentvolumes"), (READ, "core", "persistentvolumeclaims"), (READ, "core", "pods"), (READ, "storage.k8s.io", "csidrivers")),
    "service-account-controller": rules(("create", "core", "serviceaccounts"), EVENTS),
    "service-ca-cert-publisher": rules(("create update", "core", "configmaps"), EVENTS),
    "service-cidrs-controller": rules(
        (READ + " patch update", "networking.k8s.io", "servicecidrs"), ("patch update", "networking.k8s.io", "servicecidrs/finalizers"),
        ("patch update", "networking.k8s.io", "servicecidrs/status"), (READ, "networking.k8s.io", "ipaddresses"), EVENTS),
    "service-controller": rules((READ, "core", "services"), ("patch update", "core", "services/status"), ("list watch", "core", "nodes"), EVENTS),
    "statefulset-controller": rules(
        ("list watch", "core", "pods"), (READ, "apps", "statefulsets"), ("update", "apps", "statefulsets/status"), ("update", "apps", "statefulsets/finalizers"),
        ("create delete get patch update", "core", "pods"), ("create delete " + READ + " patch update", "apps", "controllerrevisions"),
        ("create " + READ, "core", "persistentvolumeclaims"), ("delete update", "core", "persistentvolumeclaims"), ("update", "core", "pods/finalizers"), EVENTS),
    "ttl-after-finished-controller": rules(("delete " + READ, "batch", "jobs"), EVENTS),
    "ttl-controller": rules(("list patch update watch", "core", "nodes"), EVENTS),
    "validatingadmissionpolicy-status-controller": rules(
        (READ, "admissionregistration.k8s.io", "validatingadmissionpolicies"),
        ("get patch update", "admissionregistration.k8s.io", "validatingadmissionpolicies/status"), EVENTS),
    "volumeattributesclass-protection-controller": rules(
        (READ, "core", "persistentvolumeclaims"), (READ, "core", "persistentvolumes"), (READ + " update", "storage.k8s.io", "volumeattributesclasses"), EVENTS),
}
NAMESPACED = {  # in kube-system
    "extension-apiserver-authentication-reader": rules((READ, "core", "configmaps", "extension-apiserver-authentication")),
    "system::leader-locking-kube-controller-manager": rules(
        ("watch", "core", "configmaps"), ("get update", "core", "configmaps", "kube-controller-manager")),
    "system::leader-locking-kube-scheduler": rules(("watch", "core", "configmaps"), ("get update", "core", "configmaps", "kube-scheduler")),
    "system:controller:bootstrap-signer": rules((READ, "core", "secrets")),
    "system:controller:cloud-provider": rules(("create " + READ, "core", "configmaps")),
    "system:controller:token-cleaner": rules(("delete " + READ, "core", "secrets"), EVENTS),
}
PREFIX = "rbac.authorization.k8s.io/aggregate-to-"
DISCOVERY = ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"]


def subjects(name):
    """Who a system role is bound to; None where nobody is."""
    user = {"kube-controller-manager": "system:kube-controller-manager", "kube-scheduler": "system:kube-scheduler",
            "node-proxier": "system:kube-proxy", "volume-scheduler": "system:kube-scheduler"}.get(name)
    if user:
        return [{"kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": user}]
    if name == "kube-dns":
        return [{"kind": "ServiceAccount", "name": "kube-dns", "namespace": "kube-system"}]
    return [] if name == "node" else None


def bound(kind, name, to, whom, namespace=None):
    metadata = {"name": name, "labels": LABELS, "annotations": AUTOUPDATE}
    one = {"metadata": {**metadata, "namespace": namespace} if namespace else metadata,
           "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": to}}
    return {**one, "subjects": whom} if whom else one


def account(name):
    return {"kind": "ServiceAccount", "name": name, "namespace": "kube-system"}


def user(name):
    return {"kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": name}


def namespaced_bindings():
    leaders = {"system::leader-locking-kube-controller-manager": "kube-controller-manager", "system::leader-locking-kube-scheduler": "kube-scheduler"}
    managers = [user("system:kube-controller-manager"), user("system:kube-scheduler")]
    out = [bound("Role", "system::extension-apiserver-authentication-reader", "extension-apiserver-authentication-reader", managers, "kube-system")]
    for name, who in leaders.items():
        out.append(bound("Role", name, name, [user("system:" + who), account(who)], "kube-system"))
    for name in ("bootstrap-signer", "cloud-provider", "token-cleaner"):
        out.append(bound("Role", "system:controller:" + name, "system:controller:" + name, [account(name)], "kube-system"))
    return out


def priority_class(name, value, description):
    return {"metadata": {"name": name}, "value": value, "description": description}


def flow_objects():
    exempt = {"metadata": {"name": "exempt"}, "spec": {"type": "Exempt", "exempt": {"lendablePercent": 0, "nominalConcurrencyShares": 0}}}
    catch_all = {"metadata": {"name": "catch-all"}, "spec": {"type": "Limited", "limited": {
        "nominalConcurrencyShares": 5, "lendablePercent": 0, "limitResponse": {"type": "Reject"}}}}
    everything = {"resourceRules": [{"verbs": ["*"], "apiGroups": ["*"], "resources": ["*"], "clusterScope": True, "namespaces": ["*"]}],
                  "nonResourceRules": [{"verbs": ["*"], "nonResourceURLs": ["*"]}]}

    def schema(name, precedence, groups, **more):
        return {"metadata": {"name": name}, "spec": {
            "priorityLevelConfiguration": {"name": name}, "matchingPrecedence": precedence, **more,
            "rules": [{"subjects": [{"kind": "Group", "group": {"name": g}} for g in groups], **everything}]}}
    return [exempt, catch_all], [schema("exempt", 1, ["system:masters"]), schema(
        "catch-all", 10000, ["system:unauthenticated", "system:authenticated"], distinguisherMethod={"type": "ByUser"})]


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
        # The recorded server is an OpenShift build, in which every user may also read these.
        role("system:openshift:public-info-viewer", [{"verbs": ["get"], "nonResourceURLs": ["/.well-known", "/.well-known/*"]}]),
        role("system:service-account-issuer-discovery", [{"verbs": ["get"], "nonResourceURLs": [
            "/.well-known/openid-configuration", "/.well-known/openid-configuration/", "/openid/v1/jwks", "/openid/v1/jwks/"]}]),
    ]
    roles += [role("system:" + name, SYSTEM[name]) for name in SYSTEM]
    roles += [role("system:controller:" + name, CONTROLLERS[name]) for name in CONTROLLERS]
    bindings = [
        binding("cluster-admin", "cluster-admin", "system:masters"),
        binding("system:discovery", "system:discovery", "system:authenticated"),
        binding("system:basic-user", "system:basic-user", "system:authenticated"),
        binding("system:public-info-viewer", "system:public-info-viewer", "system:authenticated",
                "system:unauthenticated"),
        binding("system:monitoring", "system:monitoring", "system:monitoring"),
        binding("system:openshift:public-info-viewer", "system:openshift:public-info-viewer", "system:authenticated", "system:unauthenticated"),
        binding("system:service-account-issuer-discovery", "system:service-account-issuer-discovery", "system:serviceaccounts"),
    ]
    bindings += [bound("ClusterRole", "system:" + name, "system:" + name, subjects(name)) for name in SYSTEM if subjects(name) is not None]
    bindings += [bound("ClusterRole", "system:controller:" + name, "system:controller:" + name, [account(name)]) for name in CONTROLLERS]
    namespaced = [{**role(name, NAMESPACED[name]), "metadata": {**role(name, [])["metadata"], "namespace": "kube-system"}} for name in NAMESPACED]
    levels, schemas = flow_objects()
    classes = [priority_class("system-cluster-critical", 2000000000, "Used for system critical pods that must run in the cluster, but can be moved"
                              " to another node if necessary."),
               priority_class("system-node-critical", 2000001000, "Used for system critical pods that must not be moved from their current node.")]
    namespaces = [{"metadata": {"name": n}} for n in ("default", "kube-node-lease", "kube-public", "kube-system")]
    service = {"metadata": {"name": "kubernetes", "namespace": "default",
                            "labels": {"component": "apiserver", "provider": "kubernetes"}},
               "spec": {"clusterIP": "10.96.0.1", "ports": [
                   {"name": "https", "port": 443, "protocol": "TCP", "targetPort": 6443}]}}
    group = "rbac.authorization.k8s.io"
    groups = [
        {"group": "", "resource": "namespaces", "objects": namespaces},
        {"group": group, "resource": "clusterroles", "objects": roles},
        {"group": group, "resource": "clusterrolebindings", "objects": bindings},
        {"group": group, "resource": "roles", "objects": namespaced},
        {"group": group, "resource": "rolebindings", "objects": namespaced_bindings()},
        {"group": "scheduling.k8s.io", "resource": "priorityclasses", "objects": classes},
        {"group": "flowcontrol.apiserver.k8s.io", "resource": "prioritylevelconfigurations", "objects": levels},
        {"group": "flowcontrol.apiserver.k8s.io", "resource": "flowschemas", "objects": schemas},
        {"group": "", "resource": "services", "objects": [service]},
    ]
    print("[")
    for i, g in enumerate(groups):
        objects = ",\n".join(json.dumps(o) for o in g["objects"])
        print(json.dumps({**g, "objects": 0})[:-2] + "[\n" + objects + "]}" + ("," if i < len(groups) - 1 else ""))
    print("]")


main()
