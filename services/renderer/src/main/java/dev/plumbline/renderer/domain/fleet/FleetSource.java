package dev.plumbline.renderer.domain.fleet;

import java.util.Optional;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Ids;

/// Where the Applications are declared, and what they get where they say nothing.
///
/// @param repository  normalised
/// @param path        normalised; empty for the repository's root
/// @param credentials name of the credentials that read the repository
/// @param cluster     target of an Application that names none
public record FleetSource(String repository, String ref, String path, Optional<String> credentials, String cluster) {

    public boolean isWatchedBy(String otherRepository, String otherRef) {
        return repository.equals(otherRepository) && ref.equals(otherRef);
    }

    public boolean isOf(CommitObserved commit) {
        return isWatchedBy(commit.repository(), commit.ref());
    }

    /// Changes when another fleet is given at start.
    public String version() {
        return Ids.of("fleet", repository, ref, path);
    }

    public ApplicationSpec.Source source() {
        return new ApplicationSpec.Source(repository, ref, path, credentials.orElse(null));
    }
}
