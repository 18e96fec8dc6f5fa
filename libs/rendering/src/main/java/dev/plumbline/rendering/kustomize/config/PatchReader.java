package dev.plumbline.rendering.kustomize.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.plumbline.rendering.kustomize.config.Kustomization.Patch;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.ResId;
import dev.plumbline.rendering.kustomize.resource.Selector;

/// Reads the entries of `patches` and `patchesJson6902`.
public final class PatchReader {

    private PatchReader() {
    }

    static List<Patch> patches(Fields fields, String name) {
        List<Patch> patches = new ArrayList<>();
        for (Fields patch : fields.objects(name)) {
            patches.add(patch(patch));
            patch.refuseOthers();
        }
        return patches;
    }

    /// One entry; fields beside those of a patch are left to the caller.
    public static Patch patch(Fields patch) {
        Optional<Fields> options = patch.object("options");
        Patch result = new Patch(patch.text("patch"), patch.text("path"),
                patch.object("target").map(PatchReader::selector),
                options.map(flags -> flags.flag("allowNameChange")).orElse(false),
                options.map(flags -> flags.flag("allowKindChange")).orElse(false), patch.position("patch"));
        options.ifPresent(Fields::refuseOthers);
        return result;
    }

    /// A selector of objects.
    public static Selector selector(Fields target) {
        Selector selector = new Selector(id(target), target.text("labelSelector"), target.text("annotationSelector"));
        target.refuseOthers();
        return selector;
    }

    /// The group, version, kind, name and namespace that a mapping names.
    public static ResId id(Fields target) {
        return new ResId(new Gvk(target.text("group"), target.text("version"), target.text("kind")),
                target.text("name"), target.text("namespace"), false);
    }
}
