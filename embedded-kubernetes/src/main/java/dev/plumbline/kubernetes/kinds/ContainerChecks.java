package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a container must fulfil.
final class ContainerChecks {
    private static final List<String> STANDARD = List.of("cpu", "memory", "ephemeral-storage");

    private ContainerChecks() {
    }

    /// @param names   of the containers before, in which this one's is noted
    /// @param volumes that it may mount
    static void container(Field container, Set<String> names, Set<String> volumes, boolean hostNetwork) {
        name(container, names);
        image(container);
        container.at("terminationMessagePolicy").oneOf("File", "FallbackToLogsOnError");
        ports(container.at("ports"), hostNetwork);
        container.at("env").each(ContainerChecks::environment);
        mounts(container.at("volumeMounts"), volumes);
        container.at("imagePullPolicy").oneOf("Always", "IfNotPresent", "Never");
        resources(container.at("resources"));
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            container.at(probe).ifPresent(field -> probe(field, probe));
        }
        container.at("lifecycle").ifPresent(lifecycle -> {
            lifecycle.at("postStart").ifPresent(ContainerChecks::handler);
            lifecycle.at("preStop").ifPresent(ContainerChecks::handler);
        });
        privileges(container.at("securityContext"));
    }

    /// A container that joins a running Pod to look into it.
    static void ephemeral(Field container, Set<String> names) {
        name(container, names);
        image(container);
        container.at("env").each(ContainerChecks::environment);
        for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe", "ports",
                "resources", "resizePolicy", "restartPolicy")) {
            container.at(field).forbiddenIf(container.at(field).isSet(), "cannot be set for an Ephemeral Container");
        }
        Field target = container.at("targetContainerName");
        if (target.isSet() && !names.contains(target.text())) {
            target.notFound();
        }
    }

    private static void name(Field container, Set<String> names) {
        Field name = container.at("name");
        if (!name.isSet()) {
            name.missing("");
        } else {
            name.matches(Texts::label);
            if (!names.add(name.text())) {
                name.duplicate();
            }
        }
    }

    private static void image(Field container) {
        Field image = container.at("image");
        if (!image.isSet()) {
            image.missing("");
        } else if (!image.text().equals(image.text().strip())) {
            image.invalid("must not have leading or trailing whitespace");
        }
    }

    private static void ports(Field ports, boolean hostNetwork) {
        Set<String> names = new HashSet<>();
        ports.each(port -> {
            Field name = port.at("name");
            if (name.isSet()) {
                name.matches(Texts::portName);
                if (!names.add(name.text())) {
                    name.duplicate();
                }
            }
            Field number = port.at("containerPort");
            if (number.value().asInt() == 0) {
                number.missing("");
            } else {
                number.between(1, 65_535);
            }
            Field hostPort = port.at("hostPort");
            if (hostPort.value().asInt() != 0) {
                hostPort.between(1, 65_535);
                if (hostNetwork && !hostPort.value().equals(number.value())) {
                    hostPort.invalid("must match `containerPort` when `hostNetwork` is true");
                }
            }
            port.at("protocol").requiredOneOf("", "SCTP", "TCP", "UDP");
        });
    }

    private static void environment(Field variable) {
        Field name = variable.at("name");
        if (name.isSet()) {
            name.matches(Texts::environmentName);
        } else {
            name.missing("");
        }
        if (variable.value().path("valueFrom") instanceof ObjectNode source) {
            Field from = variable.at("valueFrom");
            List<String> sources = SharedChecks.set(source, List.of("fieldRef", "resourceFieldRef", "configMapKeyRef",
                    "secretKeyRef", "fileKeyRef"));
            if (sources.isEmpty()) {
                from.as(SharedChecks.text("")).invalid("must specify one of: `fieldRef`, `resourceFieldRef`, "
                        + "`configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
            } else if (variable.at("value").isSet()) {
                from.as(SharedChecks.text("")).invalid("may not be specified when `value` is not empty");
            } else if (sources.size() > 1) {
                from.as(SharedChecks.text("")).invalid("may not have more than one field specified at a time");
            }
            for (String key : List.of("configMapKeyRef", "secretKeyRef")) {
                from.at(key).ifPresent(reference -> reference.at("key").required());
            }
            from.at("fieldRef").ifPresent(reference -> reference.at("fieldPath").required());
            from.at("resourceFieldRef").ifPresent(reference -> reference.at("resource").required());
        }
    }

    private static void mounts(Field mounts, Set<String> volumes) {
        Set<String> paths = new HashSet<>();
        mounts.each(mount -> {
            Field name = mount.at("name");
            if (!name.isSet()) {
                name.missing("");
            } else if (!volumes.contains(name.text())) {
                name.notFound();
            }
            Field path = mount.at("mountPath");
            if (!path.isSet()) {
                path.missing("");
            } else if (!paths.add(path.text())) {
                path.invalid("must be unique");
            }
            Field subPath = mount.at("subPath");
            subPath.matches(Texts::descendingPath);
            Field expanded = mount.at("subPathExpr");
            if (expanded.isSet() && subPath.isSet()) {
                expanded.invalid("subPathExpr and subPath are mutually exclusive");
            }
        });
    }

    private static void resources(Field resources) {
        for (String list : List.of("limits", "requests")) {
            for (String name : SharedChecks.names(resources.at(list).value())) {
                Field amount = resources.at(list).key(name);
                if (!STANDARD.contains(name) && !name.startsWith("hugepages-") && name.indexOf('/') < 0) {
                    amount.as(SharedChecks.text(name)).invalid("must be a standard resource for containers");
                }
                Quantity quantity = Quantity.at(amount.value());
                if (quantity != null && quantity.isNegative()) {
                    amount.invalid("must be greater than or equal to 0");
                }
            }
        }
        JsonNode limits = resources.at("limits").value();
        for (String name : SharedChecks.names(resources.at("requests").value())) {
            Quantity request = Quantity.at(resources.at("requests").value().path(name));
            Quantity limit = Quantity.at(limits.path(name));
            if (request != null && limit != null && request.compareTo(limit) > 0) {
                resources.at("requests").as(SharedChecks.text(request.toString()))
                        .invalid("must be less than or equal to " + name + " limit of " + limit);
            }
        }
    }

    private static void probe(Field probe, String name) {
        handler(probe);
        for (String time : List.of("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold",
                "failureThreshold")) {
            probe.at(time).notNegative();
        }
        Field grace = probe.at("terminationGracePeriodSeconds");
        if (grace.isPresent() && name.equals("readinessProbe")) {
            grace.invalid("must not be set for readinessProbes");
        } else {
            grace.positive();
        }
        boolean oneSuccess = probe.at("successThreshold").value().asInt(1) == 1;
        if (!name.equals("readinessProbe") && !oneSuccess) {
            probe.at("successThreshold").invalid("must be 1");
        }
    }

    private static void handler(Field handler) {
        List<String> kinds = handler.value() instanceof ObjectNode object
                ? SharedChecks.set(object, List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep"))
                : List.of();
        if (kinds.isEmpty()) {
            handler.missing("must specify a handler type");
        }
        kinds.stream().skip(1).forEach(kind -> handler.at(kind)
                .forbidden("may not specify more than 1 handler type"));
        handler.at("exec").ifPresent(exec -> exec.at("command").required());
        handler.at("httpGet").ifPresent(get -> {
            get.at("path").required();
            port(get.at("port"));
            get.at("scheme").oneOf("HTTP", "HTTPS");
        });
        handler.at("tcpSocket").ifPresent(socket -> port(socket.at("port")));
        handler.at("grpc").ifPresent(grpc -> port(grpc.at("port")));
    }

    private static void port(Field port) {
        if (port.value().isTextual()) {
            port.matches(Texts::portName);
        } else {
            port.as(port.isPresent() ? port.value() : com.fasterxml.jackson.databind.node.IntNode.valueOf(0))
                    .between(1, 65_535);
        }
    }

    private static void privileges(Field context) {
        if (context.at("privileged").value().asBoolean()) {
            context.at("privileged").forbidden("disallowed by cluster policy");
        }
        context.at("runAsUser").between(0, Integer.MAX_VALUE);
        context.at("runAsGroup").between(0, Integer.MAX_VALUE);
        context.at("procMount").oneOf("Default", "Unmasked");
        seccomp(context.at("seccompProfile"));
        boolean mayNotEscalate = !context.at("allowPrivilegeEscalation").value().asBoolean(true);
        if (mayNotEscalate && context.at("privileged").value().asBoolean()) {
            context.invalid("cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }
        boolean isAdministrator = Trees.texts(Trees.at(context.value(), "capabilities", "add"))
                .contains("CAP_SYS_ADMIN");
        if (mayNotEscalate && isAdministrator) {
            context.invalid("cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
        }
    }

    static void seccomp(Field profile) {
        if (!profile.isPresent()) {
            return;
        }
        profile.at("type").requiredOneOf("type is required when seccompProfile is set", "Localhost",
                "RuntimeDefault", "Unconfined");
        Field file = profile.at("localhostProfile");
        boolean isLocal = profile.at("type").text().equals("Localhost");
        if (isLocal && !file.isPresent()) {
            file.missing("must be set when seccomp type is Localhost");
        } else if (isLocal) {
            file.matches(Texts::descendingPath);
        } else if (file.isPresent()) {
            file.invalid("can only be set when seccomp type is Localhost");
        }
    }
}
