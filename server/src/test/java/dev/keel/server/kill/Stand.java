package dev.keel.server.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a trader comes to a stand, to be killed or stopped there: whoever comes to the point for
 * the n-th time says so and goes on when it is told to.
 */
final class Stand {
    /** Where to stand. */
    enum Point {
        BEFORE_COMMIT,
        AFTER_COMMIT,
        BEFORE_SEND,
        AFTER_SEND,
        NOWHERE
    }

    private final Point point;
    private final AtomicInteger left;

    private Stand(Point point, int times) {
        this.point = point;
        this.left = new AtomicInteger(times);
    }

    /** Parses {@code AFTER_SEND:7}. */
    static Stand parse(String text) {
        String[] parts = text.split(":", 2);
        return new Stand(Point.valueOf(parts[0]), Integer.parseInt(parts[1]));
    }

    void pass(Point here) {
        if (here == point && left.decrementAndGet() == 0) {
            System.out.println("stand " + here);
            try {
                int _ = System.in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
