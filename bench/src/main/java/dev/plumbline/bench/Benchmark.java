package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Something that `./plumbline bench NAME` measures.
public interface Benchmark {
    /// Measures, on an installation of its own in the directory.
    Map<String, Figure> run(Path directory) throws IOException, InterruptedException;
}
