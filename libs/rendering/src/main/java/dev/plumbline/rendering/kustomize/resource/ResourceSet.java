package dev.plumbline.rendering.kustomize.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The objects of a build in the order in which they were accumulated; no two have the same id.
public final class ResourceSet {
    private List<Resource> resources = new ArrayList<>();

    /// The objects; a copy, so that the set can change while it is walked.
    public List<Resource> resources() {
        return List.copyOf(resources);
    }

    public int size() {
        return resources.size();
    }

    /// @throws KustomizeProblem when an object of the same id is there
    public void append(Resource resource) {
        ResId id = resource.id();
        for (Resource other : resources) {
            // names differ far more often than anything else, and comparing them builds nothing
            if (other.name().equals(id.name()) && other.id().isSame(id)) {
                throw new KustomizeProblem("may not add resource with an already registered id: " + id
                        + ", which is also at " + other.origin(), resource.origin());
            }
        }
        resources.add(resource);
    }

    public void appendAll(ResourceSet other) {
        other.resources.forEach(this::append);
    }

    /// Adds a generated object, or merges it into the one that it names, as its behavior says.
    public void absorb(Resource generated) {
        ResId id = generated.id();
        List<Resource> matches = matchingAnyId(id::isSame);
        if (matches.size() > 1) {
            throw new KustomizeProblem("found multiple objects that could accept merge of " + id, generated.origin());
        }
        if (matches.isEmpty()) {
            if (generated.behavior() == GeneratorBehavior.MERGE
                    || generated.behavior() == GeneratorBehavior.REPLACE) {
                throw new KustomizeProblem("id " + id + " does not exist; cannot merge or replace",
                        generated.origin());
            }
            append(generated);
            return;
        }
        Resource old = matches.getFirst();
        switch (generated.behavior()) {
            case REPLACE -> generated.takeMetadataOf(old);
            case MERGE -> {
                String origin = old.annotations().get(Resource.ORIGIN_ANNOTATION);
                generated.takeMetadataOf(old);
                GeneratedData.merge(old, generated);
                if (origin != null) {
                    Map<String, String> annotations = new TreeMap<>(generated.annotations());
                    annotations.put(Resource.ORIGIN_ANNOTATION, origin);
                    generated.setAnnotations(annotations);
                }
            }
            case UNSPECIFIED, CREATE -> throw new KustomizeProblem("id " + id + " exists at " + old.origin()
                    + "; can not use behavior: '" + generated.behavior() + "', behavior must be merge or replace",
                    generated.origin());
        }
        resources.set(resources.indexOf(old), generated);
    }

    /// The objects that have, or ever had, an id that matches.
    public List<Resource> matchingAnyId(Predicate<ResId> matches) {
        List<Resource> matching = new ArrayList<>();
        for (Resource resource : resources) {
            if (matches.test(resource.id()) || resource.previousIds().stream().anyMatch(matches)) {
                matching.add(resource);
            }
        }
        return matching;
    }

    /// The one object that has, or ever had, this id.
    ///
    /// @throws KustomizeProblem when there is none or more than one
    public Resource byAnyId(ResId id) {
        List<Resource> matches = matchingAnyId(id::isSame);
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        throw new KustomizeProblem((matches.isEmpty() ? "no matches for Id " : "multiple matches for Id ") + id
                + "; failed to find unique target for patch " + id);
    }

    public void dropGone() {
        resources.removeIf(Resource::isGone);
    }

    public void removeIf(Predicate<Resource> condition) {
        resources.removeIf(condition);
    }

    /// Replaces the order, for sorting.
    public void reorder(List<Resource> ordered) {
        resources = new ArrayList<>(ordered);
    }
}
