package dev.plumbline.system;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// How a test of faults is run: from which seed, and how large.
///
/// `-Dplumbline.seed=N` repeats a run's choices, though not its timing; `-Dplumbline.soak=true` runs the full size, from
/// another seed each time.
///
/// @param seed printed, so that a failure can be repeated
/// @param soak whether the full size is wanted
record Trial(long seed, boolean soak) {
    private static final long USUAL_SEED = 1;

    static Trial begin(String name) {
        boolean soak = Boolean.getBoolean("plumbline.soak");
        Trial trial = new Trial(Long.getLong("plumbline.seed", soak ? System.nanoTime() : USUAL_SEED), soak);
        System.out.println(name + ": -Dplumbline.seed=" + trial.seed + " -Dplumbline.soak=" + trial.soak);
        return trial;
    }

    RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// One of two sizes.
    int size(int usual, int full) {
        return soak ? full : usual;
    }
}
