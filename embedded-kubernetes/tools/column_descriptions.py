#!/usr/bin/env python3
"""Writes what the columns of the built-in kinds' tables mean, in the words of the Kubernetes project.

    python3 tools/column_descriptions.py API src/main/resources/dev/plumbline/kubernetes

API is a checkout of github.com/kubernetes/api; writes column-descriptions.json below the second argument. Which text a
column has is the table below (after pkg/printers/internalversion): a text, or the field whose documentation it is, as
`group/version Type.field`. Name and Age are the same everywhere and stand in the code.
"""
import json
import os
import re
import sys

CONTAINERS = {"Containers": "Names of each container in the template.",
              "Images": "Images referenced by each container in the template."}
OLD = "extensions/v1beta1 "
READY = "Number of the pod with ready state"
WEBHOOKS = {"Webhooks": "Webhooks indicates the number of webhooks registered in this configuration"}
POLICY_BINDING = {"PolicyName": "PolicyName indicates the policy definition which the policy binding binded to",
                  "ParamRef": "ParamRef indicates the param resource which sets the configration param"}
PARAM_KIND = "ParamKind specifies the kind of resources used to parameterize this policy"


def subjects(kind):
    return {name: name + " in the " + kind for name in ("Users", "Groups", "ServiceAccounts")}


COLUMNS = {
    "/Pod": {
        "Ready": "The aggregate readiness state of this pod for accepting traffic.",
        "Status": "The aggregate status of the containers in this pod.",
        "Restarts": "The number of times the containers in this pod have been restarted and when the last container "
                    "in this pod has restarted.",
        "IP": "core/v1 PodStatus.podIP", "Node": "core/v1 PodSpec.nodeName",
        "Nominated Node": "core/v1 PodStatus.nominatedNodeName", "Readiness Gates": "core/v1 PodSpec.readinessGates"},
    "/PodTemplate": CONTAINERS | {"Pod Labels": "The labels for the pod template."},
    "policy/PodDisruptionBudget": {
        "Min Available": "The minimum number of pods that must be available.",
        "Max Unavailable": "The maximum number of pods that may be unavailable.",
        "Allowed Disruptions": "Calculated number of pods that may be disrupted at this time."},
    "/ReplicationController": CONTAINERS | {
        "Desired": "core/v1 ReplicationControllerSpec.replicas",
        "Current": "core/v1 ReplicationControllerStatus.replicas",
        "Ready": "core/v1 ReplicationControllerStatus.readyReplicas",
        "Selector": "core/v1 ReplicationControllerSpec.selector"},
    "apps/ReplicaSet": CONTAINERS | {
        "Desired": OLD + "ReplicaSetSpec.replicas", "Current": OLD + "ReplicaSetStatus.replicas",
        "Ready": OLD + "ReplicaSetStatus.readyReplicas", "Selector": OLD + "ReplicaSetSpec.selector"},
    "apps/DaemonSet": CONTAINERS | {
        "Desired": OLD + "DaemonSetStatus.desiredNumberScheduled",
        "Current": OLD + "DaemonSetStatus.currentNumberScheduled", "Ready": OLD + "DaemonSetStatus.numberReady",
        "Up-to-date": OLD + "DaemonSetStatus.updatedNumberScheduled",
        "Available": OLD + "DaemonSetStatus.numberAvailable", "Node Selector": "core/v1 PodSpec.nodeSelector",
        "Selector": OLD + "DaemonSetSpec.selector"},
    "batch/Job": CONTAINERS | {
        "Status": "Status of the job.", "Completions": "batch/v1 JobStatus.succeeded",
        "Duration": "Time required to complete the job.", "Selector": "batch/v1 JobSpec.selector"},
    "batch/CronJob": CONTAINERS | {
        "Schedule": "batch/v1beta1 CronJobSpec.schedule", "Timezone": "batch/v1beta1 CronJobSpec.timeZone",
        "Suspend": "batch/v1beta1 CronJobSpec.suspend", "Active": "batch/v1beta1 CronJobStatus.active",
        "Last Schedule": "batch/v1beta1 CronJobStatus.lastScheduleTime", "Selector": "batch/v1 JobSpec.selector"},
    "/Service": {
        "Type": "core/v1 ServiceSpec.type", "Cluster-IP": "core/v1 ServiceSpec.clusterIP",
        "External-IP": "core/v1 ServiceSpec.externalIPs", "Port(s)": "core/v1 ServiceSpec.ports",
        "Selector": "core/v1 ServiceSpec.selector"},
    "networking.k8s.io/Ingress": {
        "Class": "The name of the IngressClass resource that should be used for additional configuration",
        "Hosts": "Hosts that incoming requests are matched against before the ingress rule",
        "Address": "Address is a list containing ingress points for the load-balancer",
        "Ports": "Ports of TLS configurations that open"},
    "networking.k8s.io/IngressClass": {
        "Controller": "Controller that is responsible for handling this class",
        "Parameters": "A reference to a resource with additional parameters"},
    "apps/StatefulSet": CONTAINERS | {"Ready": READY},
    "/Endpoints": {"Endpoints": "core/v1 Endpoints.subsets"},
    "/Node": {
        "Status": "The status of the node", "Roles": "The roles of the node",
        "Version": "core/v1 NodeSystemInfo.kubeletVersion", "Internal-IP": "core/v1 NodeStatus.addresses",
        "External-IP": "core/v1 NodeStatus.addresses", "OS-Image": "core/v1 NodeSystemInfo.osImage",
        "Kernel-Version": "core/v1 NodeSystemInfo.kernelVersion",
        "Container-Runtime": "core/v1 NodeSystemInfo.containerRuntimeVersion"},
    "/Event": {
        "Last Seen": "core/v1 Event.lastTimestamp", "Type": "core/v1 Event.type", "Reason": "core/v1 Event.reason",
        "Object": "core/v1 Event.involvedObject", "Subobject": "core/v1 ObjectReference.fieldPath",
        "Source": "core/v1 Event.source", "Message": "core/v1 Event.message",
        "First Seen": "core/v1 Event.firstTimestamp", "Count": "core/v1 Event.count"},
    "/Namespace": {"Status": "The status of the namespace"},
    "/ConfigMap": {"Data": "core/v1 ConfigMap.data"},
    "/Secret": {"Type": "core/v1 Secret.type", "Data": "core/v1 Secret.data"},
    "/PersistentVolume": {
        "Capacity": "core/v1 PersistentVolumeSpec.capacity", "Access Modes": "core/v1 PersistentVolumeSpec.accessModes",
        "Reclaim Policy": "core/v1 PersistentVolumeSpec.persistentVolumeReclaimPolicy",
        "Status": "core/v1 PersistentVolumeStatus.phase", "Claim": "core/v1 PersistentVolumeSpec.claimRef",
        "StorageClass": "StorageClass of the pv", "VolumeAttributesClass": "VolumeAttributesClass of the pv",
        "Reason": "core/v1 PersistentVolumeStatus.reason", "VolumeMode": "core/v1 PersistentVolumeSpec.volumeMode"},
    "/PersistentVolumeClaim": {
        "Status": "core/v1 PersistentVolumeClaimStatus.phase", "Volume": "core/v1 PersistentVolumeClaimSpec.volumeName",
        "Capacity": "core/v1 PersistentVolumeClaimStatus.capacity",
        "Access Modes": "core/v1 PersistentVolumeClaimStatus.accessModes", "StorageClass": "StorageClass of the pvc",
        "VolumeAttributesClass": "VolumeAttributesClass of the pvc",
        "VolumeMode": "core/v1 PersistentVolumeClaimSpec.volumeMode"},
    "apps/Deployment": CONTAINERS | {
        "Ready": READY, "Up-to-date": OLD + "DeploymentStatus.updatedReplicas",
        "Available": OLD + "DeploymentStatus.availableReplicas", "Selector": OLD + "DeploymentSpec.selector"},
    "autoscaling/HorizontalPodAutoscaler": {
        "Reference": "autoscaling/v2 HorizontalPodAutoscalerSpec.scaleTargetRef",
        "Targets": "autoscaling/v2 HorizontalPodAutoscalerSpec.metrics",
        "MinPods": "autoscaling/v2 HorizontalPodAutoscalerSpec.minReplicas",
        "MaxPods": "autoscaling/v2 HorizontalPodAutoscalerSpec.maxReplicas",
        "Replicas": "autoscaling/v2 HorizontalPodAutoscalerStatus.currentReplicas"},
    "networking.k8s.io/NetworkPolicy": {"Pod-Selector": OLD + "NetworkPolicySpec.podSelector"},
    "rbac.authorization.k8s.io/RoleBinding": subjects("roleBinding") | {"Role": "rbac/v1beta1 RoleBinding.roleRef"},
    "rbac.authorization.k8s.io/ClusterRoleBinding": subjects("clusterRoleBinding") | {
        "Role": "rbac/v1beta1 ClusterRoleBinding.roleRef"},
    "certificates.k8s.io/CertificateSigningRequest": {
        "SignerName": "certificates/v1beta1 CertificateSigningRequestSpec.signerName",
        "Requestor": "certificates/v1beta1 CertificateSigningRequestSpec.request",
        "RequestedDuration": "certificates/v1beta1 CertificateSigningRequestSpec.expirationSeconds",
        "Condition": "certificates/v1beta1 CertificateSigningRequestStatus.conditions"},
    "coordination.k8s.io/Lease": {"Holder": "coordination/v1 LeaseSpec.holderIdentity"},
    "storage.k8s.io/StorageClass": {
        "Provisioner": "storage/v1 StorageClass.provisioner", "ReclaimPolicy": "storage/v1 StorageClass.reclaimPolicy",
        "VolumeBindingMode": "storage/v1 StorageClass.volumeBindingMode",
        "AllowVolumeExpansion": "storage/v1 StorageClass.allowVolumeExpansion"},
    "apps/ControllerRevision": {"Controller": "Controller of the object",
                                "Revision": "apps/v1beta1 ControllerRevision.revision"},
    "/ResourceQuota": {
        "Request": "Request represents a minimum amount of cpu/memory that a container may consume.",
        "Limit": "Limits control the maximum amount of cpu/memory that a container may use independent of contention "
                 "on the node."},
    "scheduling.k8s.io/PriorityClass": {
        "Value": "scheduling/v1 PriorityClass.value", "Global-Default": "scheduling/v1 PriorityClass.globalDefault",
        "PreemptionPolicy": "scheduling/v1 PriorityClass.preemptionPolicy"},
    "storage.k8s.io/VolumeAttachment": {
        "Attacher": "storage/v1 VolumeAttachmentSpec.attacher",
        "PV": "storage/v1 VolumeAttachmentSource.persistentVolumeName",
        "Node": "storage/v1 VolumeAttachmentSpec.nodeName", "Attached": "storage/v1 VolumeAttachmentStatus.attached"},
    "discovery.k8s.io/EndpointSlice": {
        "AddressType": "discovery/v1beta1 EndpointSlice.addressType", "Ports": "discovery/v1beta1 EndpointSlice.ports",
        "Endpoints": "discovery/v1beta1 EndpointSlice.endpoints"},
    "storage.k8s.io/CSINode": {"Drivers": "Drivers indicates the number of CSI drivers registered on the node"},
    "storage.k8s.io/CSIDriver": {
        "AttachRequired": "storage/v1 CSIDriverSpec.attachRequired",
        "PodInfoOnMount": "storage/v1 CSIDriverSpec.podInfoOnMount",
        "StorageCapacity": "storage/v1 CSIDriverSpec.storageCapacity",
        "TokenRequests": "storage/v1 CSIDriverSpec.tokenRequests",
        "RequiresRepublish": "storage/v1 CSIDriverSpec.requiresRepublish",
        "Modes": "storage/v1 CSIDriverSpec.volumeLifecycleModes"},
    "admissionregistration.k8s.io/MutatingWebhookConfiguration": WEBHOOKS,
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration": WEBHOOKS,
    "admissionregistration.k8s.io/ValidatingAdmissionPolicy": {
        "Validations": "Validations indicates the number of validation rules defined in this configuration",
        "ParamKind": PARAM_KIND},
    "admissionregistration.k8s.io/MutatingAdmissionPolicy": {
        "Mutations": "Mutation indicates the number of mutations rules defined in this configuration",
        "ParamKind": PARAM_KIND},
    "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding": POLICY_BINDING,
    "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding": POLICY_BINDING,
    "flowcontrol.apiserver.k8s.io/FlowSchema": {
        "PriorityLevel": "flowcontrol/v1 PriorityLevelConfigurationReference.name",
        "MatchingPrecedence": "flowcontrol/v1 FlowSchemaSpec.matchingPrecedence",
        "DistinguisherMethod": "flowcontrol/v1 FlowSchemaSpec.distinguisherMethod",
        "MissingPL": "references a broken or non-existent PriorityLevelConfiguration"},
    "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration": {
        "Type": "flowcontrol/v1 PriorityLevelConfigurationSpec.type",
        "NominalConcurrencyShares": "flowcontrol/v1 LimitedPriorityLevelConfiguration.nominalConcurrencyShares",
        "Queues": "flowcontrol/v1 QueuingConfiguration.queues",
        "HandSize": "flowcontrol/v1 QueuingConfiguration.handSize",
        "QueueLengthLimit": "flowcontrol/v1 QueuingConfiguration.queueLengthLimit"},
    "networking.k8s.io/ServiceCIDR": {"CIDRs": "networking/v1 ServiceCIDRSpec.cidrs"},
    "networking.k8s.io/IPAddress": {"ParentRef": "networking/v1 IPAddressSpec.parentRef"},
    "storage.k8s.io/VolumeAttributesClass": {"DriverName": "storage/v1 VolumeAttributesClass.driverName"},
    "storage.k8s.io/CSIStorageCapacity": {
        "StorageClassName": "storage/v1 CSIStorageCapacity.storageClassName",
        "Capacity": "storage/v1 CSIStorageCapacity.capacity"},
    "autoscaling/Scale": {"Desired": "autoscaling/v1 ScaleSpec.replicas", "Available": "autoscaling/v1 ScaleStatus.replicas"},
    "apiregistration.k8s.io/APIService": {
        "Service": "The reference to the service that hosts this API endpoint.",
        "Available": "Whether this service is available."},
}


def documentation(api, reference):
    package, field = reference.split(" ")
    kind, name = field.split(".")
    with open(os.path.join(api, package, "types_swagger_doc_generated.go")) as source:
        body = re.search(r"map_" + kind + r" = map\[string\]string\{(.*?)\n\}", source.read(), re.S).group(1)
    text = re.search(r'^\t"' + name + r'":\s+("(?:[^"\\]|\\.)*"),$', body, re.M)
    return json.loads(text.group(1)) if text else ""


def main(api, out):
    texts = {}
    for kind, columns in sorted(COLUMNS.items()):
        texts[kind] = {name: documentation(api, text) if re.match(r"[a-z]+/v\w+ [A-Z]\w+\.\w+$", text) else text
                       for name, text in columns.items()}
    with open(os.path.join(out, "column-descriptions.json"), "w") as file:
        json.dump(texts, file, indent=1, ensure_ascii=False)
        file.write("\n")


main(*sys.argv[1:])
