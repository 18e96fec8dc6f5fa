package dev.plumbline.differ.kafka;

/// Hands something to the loop, which may let the caller wait.
@FunctionalInterface
interface Handover {
    void run() throws InterruptedException;

    /// Hands it over unless the process ends meanwhile.
    static void untilInterrupted(Handover handover) {
        try {
            handover.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
