package dev.keel.server.orchestrator;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a live market was last heard of. For any number of threads. */
final class Heard {
    private volatile @Nullable Instant begun;
    private volatile @Nullable Instant last;
    private volatile @Nullable String gap;

    /** It is listened to from now on. */
    void begin(Instant now) {
        begun = now;
    }

    void hear(Instant now) {
        last = now;
        gap = null;
    }

    void miss(String why) {
        gap = why;
    }

    /** When it was last heard of, in our time; empty if it never was. */
    Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    /** Since when it is silent: the last word, or when listening began. */
    Optional<Instant> since() {
        Instant from = begun;
        Instant word = last;
        return Optional.ofNullable(
                word == null || (from != null && from.isAfter(word)) ? from : word);
    }

    /** What may have been missed, and why; empty if it was heard of since. */
    Optional<String> gap() {
        return Optional.ofNullable(gap);
    }
}
