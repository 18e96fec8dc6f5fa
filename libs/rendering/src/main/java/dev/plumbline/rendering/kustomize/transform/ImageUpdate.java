package dev.plumbline.rendering.kustomize.transform;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.kustomize.config.Kustomization.ImageChange;
import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.FieldWalk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.Sequence;

/// Changes the name, tag or digest of images: in every list called `containers` or `initContainers`, wherever it
/// stands, and then once more at the fields of the configuration, which is why a tag suffix shows twice there.
public final class ImageUpdate implements Transformation {
    private static final List<String> CONTAINER_LISTS = List.of("containers", "initContainers");
    private final ImageChange change;
    private final FieldSpecs fields;
    private final Pattern matching;

    /// @throws KustomizeProblem when the name is no regular expression, which the real tool takes it for
    public ImageUpdate(ImageChange change, FieldSpecs fields) {
        this.change = change;
        this.fields = fields;
        try {
            // anchored as a whole text, but not grouped: `a|b` means `^a` or `b…$`
            this.matching = Pattern
                    .compile("^" + change.name() + "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$");
        } catch (PatternSyntaxException e) {
            throw new KustomizeProblem("images: the name \"" + change.name() + "\" is not a regular expression: "
                    + e.getDescription(), change.position());
        }
    }

    @Override
    public void apply(ResourceSet resources) {
        for (Resource resource : resources.resources()) {
            if (!resource.kind().equals("CustomResourceDefinition")) {
                updateContainers(resource.root(), resource);
            }
        }
        for (Resource resource : resources.resources()) {
            if (!resource.kind().equals("CustomResourceDefinition")) {
                for (FieldSpec spec : fields.specs()) {
                    FieldWalk.visit(resource, spec, FieldWalk.Missing.IGNORED, found -> updated(found, resource));
                }
            }
        }
    }

    private void updateContainers(Node node, Resource resource) {
        switch (node) {
            case Mapping mapping -> {
                for (Mapping.Entry entry : mapping.entries()) {
                    updateContainers(entry.value(), resource);
                    if (CONTAINER_LISTS.contains(entry.name()) && entry.value() instanceof Sequence list) {
                        list.items().forEach(container -> updateContainer(container, resource));
                    }
                }
            }
            case Sequence sequence -> sequence.items().forEach(item -> updateContainers(item, resource));
            case Scalar _ -> {
                // holds no list
            }
        }
    }

    private void updateContainer(Node container, Resource resource) {
        if (container instanceof Mapping mapping) {
            Mapping.Entry image = mapping.entry("image");
            if (image != null) {
                image.replace(updated(image.value(), resource));
            }
        }
    }

    private Node updated(Node image, Resource resource) {
        if (Node.isNull(image)) {
            return image;
        }
        if (!(image instanceof Scalar scalar)) {
            throw new KustomizeProblem(resource.title() + ": an image must be a text, is " + Node.kindName(image),
                    resource.origin());
        }
        if (!matching.matcher(scalar.text()).find()) {
            return image;
        }
        return Mapping.replacement(image, Scalar.untyped(changed(Reference.of(scalar.text()))));
    }

    private String changed(Reference old) {
        String tag = old.tag;
        String digest = old.digest;
        if (!change.newTag().isEmpty() || !change.digest().isEmpty()) {
            tag = change.newTag();
            digest = change.digest();
        } else if (!change.tagSuffix().isEmpty()) {
            tag = (tag == null ? "" : tag) + change.tagSuffix();
            digest = null;
        }
        String name = change.newName().isEmpty() ? old.name : change.newName();
        return name + part(":", tag) + part("@", digest);
    }

    private static String part(String separator, @Nullable String text) {
        return text == null || text.isEmpty() ? "" : separator + text;
    }

    /// An image reference in its parts.
    private record Reference(String name, @Nullable String tag, @Nullable String digest) {

        static Reference of(String image) {
            int from = Math.max(image.indexOf('/'), 0);
            int at = image.indexOf('@', from);
            int colon = image.indexOf(':', from);
            if (at < 0 && colon < 0) {
                return new Reference(image, null, null);
            }
            if (at >= 0 && (at < colon || colon < 0)) {
                return new Reference(image.substring(0, at), null, image.substring(at + 1));
            }
            return at < 0
                    ? new Reference(image.substring(0, colon), image.substring(colon + 1), null)
                    : new Reference(image.substring(0, colon), image.substring(colon + 1, at),
                            image.substring(at + 1));
        }
    }
}
