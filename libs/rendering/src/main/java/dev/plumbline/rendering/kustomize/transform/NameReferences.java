package dev.plumbline.rendering.kustomize.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.kustomize.config.NameReference;
import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldWalk;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.ResId;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.Sequence;

/// Makes references follow the objects whose names have changed.
///
/// A reference means the objects that once had its name and are of the right kind. Of several, those that went through
/// the same prefixes and suffixes as the referrer are preferred; if that does not settle it, the reference stays.
public final class NameReferences implements Transformation {
    private final List<NameReference> references;

    public NameReferences(List<NameReference> references) {
        this.references = List.copyOf(references);
    }

    @Override
    public void apply(ResourceSet set) {
        List<Resource> resources = set.resources();
        Map<String, List<Resource>> byFormerName = byFormerName(resources);
        for (Resource referrer : resources) {
            Gvk original = referrer.originalId().gvk();
            Referrals referrals = new Referrals(referrer, resources, byFormerName);
            for (NameReference reference : references) {
                for (FieldSpec spec : reference.referrers().specs()) {
                    if (original.isSelectedBy(spec.gvk())) {
                        FieldSpec anyKind = new FieldSpec(Gvk.ANY, spec.path(), false);
                        boolean role = spec.pathText().endsWith("roleRef/name");
                        FieldWalk.visit(referrer, anyKind, FieldWalk.Missing.IGNORED,
                                found -> referrals.followed(found, reference.target(), role));
                    }
                }
            }
        }
    }

    private static Map<String, List<Resource>> byFormerName(List<Resource> resources) {
        Map<String, List<Resource>> byName = new HashMap<>();
        for (Resource resource : resources) {
            Set<String> names = new HashSet<>();
            resource.previousIds().forEach(id -> names.add(id.name()));
            names.forEach(name -> byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(resource));
        }
        return byName;
    }

    /// What one object may refer to.
    private static final class Referrals {
        private final Resource referrer;
        private final ResId referrerId;
        private final List<Resource> all;
        private final Map<String, List<Resource>> byFormerName;
        private final Set<String> subjectNamespaces = new HashSet<>();

        Referrals(Resource referrer, List<Resource> all, Map<String, List<Resource>> byFormerName) {
            this.referrer = referrer;
            this.all = all;
            this.referrerId = referrer.id();
            this.byFormerName = byFormerName;
            if (referrer.kind().equals("RoleBinding")) {
                referrer.list("subjects").ifPresent(subjects -> subjects.items().forEach(item -> {
                    if (item instanceof Mapping subject && subject.text("kind").equals("ServiceAccount")
                            && subject.get("namespace") != null) {
                        subjectNamespaces.add(namespaceOf(subject.get("namespace")));
                    }
                }));
            }
        }

        private String namespaceOf(@Nullable Node namespace) {
            if (Node.isNull(namespace) || !(namespace instanceof Scalar text)) {
                throw new KustomizeProblem(referrer.title() + ": the namespace of a subject is blank",
                        referrer.origin());
            }
            return text.text();
        }

        Node followed(Node found, Gvk target, boolean role) {
            return switch (found) {
                case Scalar scalar when Node.isNull(scalar) -> scalar;
                case Scalar scalar -> name(scalar, target, role);
                case Mapping mapping -> mapping(mapping, target, role);
                case Sequence sequence -> {
                    sequence.items().replaceAll(item -> item instanceof Sequence ? item : followed(item, target, role));
                    yield sequence;
                }
            };
        }

        private Node name(Scalar name, Gvk target, boolean role) {
            Resource referral = select(name.text(), target, role, _ -> true, false);
            return referral == null || referral.name().equals(name.text())
                    ? name
                    : Mapping.replacement(name, Scalar.untyped(referral.name()));
        }

        private Node mapping(Mapping mapping, Gvk target, boolean role) {
            Node name = mapping.get("name");
            if (name == null) {
                throw new KustomizeProblem(referrer.title() + ": a reference to a " + target.kind() + " has no 'name'",
                        referrer.origin());
            }
            Node namespace = mapping.get("namespace");
            Resource referral = select(Node.text(name), target, role,
                    namespace == null ? _ -> true : inNamespace(Node.text(namespace)), true);
            if (referral == null || (referral.name().equals(Node.text(name)) && referral.namespace().isEmpty())) {
                return mapping;
            }
            mapping.set("name", Scalar.untyped(referral.name()));
            if (!referral.namespace().isEmpty()) {
                mapping.set("namespace", Scalar.untyped(referral.namespace()));
            }
            return mapping;
        }

        /// Objects that were in this namespace at first; only if there are none at all, those that are there now.
        private Predicate<Resource> inNamespace(String namespace) {
            boolean original = all.stream().filter(this::isReachable)
                    .anyMatch(candidate -> candidate.originalId().effectiveNamespace().equals(namespace));
            return original
                    ? candidate -> candidate.originalId().effectiveNamespace().equals(namespace)
                    : candidate -> candidate.id().effectiveNamespace().equals(namespace);
        }

        private @Nullable Resource select(String name, Gvk target, boolean role, Predicate<Resource> condition,
                boolean compareNamespaces) {
            List<Resource> candidates = byFormerName.getOrDefault(name, List.of()).stream()
                    .filter(candidate -> isReachable(candidate) && condition.test(candidate)
                            && wasOfKind(candidate, target) && (!role || isRole(candidate))
                            && isInSameNamespace(candidate))
                    .toList();
            if (candidates.size() > 1 || candidates.isEmpty()) {
                candidates = candidates.stream().filter(candidate -> hasSameAffixes(candidate, true)).toList();
            }
            if (candidates.size() > 1) {
                candidates = candidates.stream().filter(candidate -> hasSameAffixes(candidate, false)).toList();
            }
            if (candidates.isEmpty()) {
                return null;
            }
            Resource first = candidates.getFirst();
            for (Resource other : candidates) {
                if (!other.name().equals(first.name())
                        || (compareNamespaces && !other.namespace().equals(first.namespace()))) {
                    throw new KustomizeProblem(
                            referrer.title() + ": found multiple possible referrals for the name " + name
                                    + ": " + first + " and " + other,
                            referrer.origin());
                }
            }
            return first;
        }

        private boolean isReachable(Resource candidate) {
            ResId id = candidate.id();
            return referrerId.clusterScoped() || id.clusterScoped() || id.isSameNamespace(referrerId)
                    || subjectNamespaces.contains(candidate.namespace());
        }

        private boolean isInSameNamespace(Resource candidate) {
            return referrerId.clusterScoped() || candidate.id().clusterScoped()
                    || candidate.kind().equals("ServiceAccount") || candidate.id().isSameNamespace(referrerId);
        }

        private static boolean wasOfKind(Resource candidate, Gvk target) {
            return candidate.previousIds().stream().anyMatch(id -> id.gvk().isSelectedBy(target));
        }

        private boolean isRole(Resource candidate) {
            Mapping role = referrer.root().mapping("roleRef");
            if (role == null || role.get("apiGroup") == null || role.get("kind") == null) {
                return true;
            }
            return wasOfKind(candidate, new Gvk(role.text("apiGroup"), "", role.text("kind")));
        }

        private boolean hasSameAffixes(Resource candidate, boolean emptyMatchesAll) {
            return sameEnding(referrer.prefixes(), candidate.prefixes(), emptyMatchesAll)
                    && sameEnding(referrer.suffixes(), candidate.suffixes(), emptyMatchesAll);
        }

        private static boolean sameEnding(List<String> one, List<String> other, boolean emptyMatchesAll) {
            if (one.isEmpty() || other.isEmpty()) {
                return emptyMatchesAll || one.size() == other.size();
            }
            int common = Math.min(one.size(), other.size());
            return one.subList(one.size() - common, one.size())
                    .equals(other.subList(other.size() - common, other.size()));
        }
    }
}
