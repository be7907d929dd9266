package dev.keel.bench;

/** What is alive on the heap. */
final class HeapUse {
    /** A serial collector leaves some dead wood in three of four full collections. */
    private static final int COLLECTIONS = 4;

    private HeapUse() {}

    /** Bytes after full collections; takes as long as they do. */
    static long bytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
