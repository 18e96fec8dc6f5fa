package dev.plumbline.renderer.domain.fleet;

/// A file below the fleet's path.
///
/// @param file path from the repository's root
public record FleetFile(String file, String text) {
}
