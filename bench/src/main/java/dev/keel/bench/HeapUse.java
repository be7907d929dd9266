package dev.keel.bench;

/** What is alive on the heap. */
final class HeapUse {
    private HeapUse() {}

    /** Bytes after a full collection; takes as long as that does. */
    static long bytes() {
        // Twice: what the first one clears references to, the second one takes away.
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
