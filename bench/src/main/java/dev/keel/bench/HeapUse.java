package dev.keel.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** What is alive on the heap. */
final class HeapUse {
    /** A serial collector leaves some dead wood in three of four full collections. */
    private static final int COLLECTIONS = 4;

    private HeapUse() {}

    /**
     * Bytes that full collections have left; takes as long as they do. What is in use at this very
     * moment says less: it counts the space that threads have put aside for objects to come.
     */
    static long bytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long left = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getCollectionUsage();
            if (pool.getType() == MemoryType.HEAP && usage != null) {
                left += usage.getUsed();
            }
        }
        return left;
    }
}
