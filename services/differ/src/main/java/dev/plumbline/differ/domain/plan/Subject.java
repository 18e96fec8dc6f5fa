package dev.plumbline.differ.domain.plan;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;

/// All that is known of one resource of an Application.
///
/// @param desired absent when Git does not declare it
/// @param applied absent when there is no record of an apply
/// @param live absent when the table shows none
/// @param type of the object, in the version that it is watched in
public record Subject(ResourceId id, @Nullable DesiredResource desired, @Nullable Applied applied,
        @Nullable LiveObject live, Sight sight, Schema type) {
    public Subject {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sight, "sight");
        if (desired == null && applied == null) {
            throw new IllegalArgumentException(id + " is neither declared nor recorded: it is no Application's");
        }
    }

    /// Of the id alone: there is one subject of an id in a situation, and its manifests are large.
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /// The version that its live values are comparable in: that of the last apply, else of the manifest.
    public ApiKind watchedAs() {
        if (applied != null) {
            return ApiKind.of(applied);
        }
        return ApiKind.of(Objects.requireNonNull(desired));
    }

    /// The Application that declares it or applied it.
    public String application() {
        return desired != null ? desired.application() : Objects.requireNonNull(applied).application();
    }

    /// Where its owner finds it: `Deployment shop/web (web.yaml:14)`.
    public String display() {
        return desired == null || desired.source() == null
                ? id.display()
                : id.display() + " (" + desired.source() + ")";
    }

    /// What a failure belongs to: when this changes, trying again may end otherwise. A status that is written all the
    /// time does not change it, where the kind counts generations.
    public String basis(String specVersion) {
        String state = live == null
                ? ""
                : live.uid() + "/" + live.object().path("metadata").path("generation").asText(live.resourceVersion());
        return specVersion + "/" + (desired == null ? "" : desired.digest()) + "/" + state;
    }
}
