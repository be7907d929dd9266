package dev.keel.venues.ccxt.stream;

import java.util.LinkedHashSet;
import java.util.Set;

/** What was told already, by its name; the oldest are forgotten. For any number of threads. */
public final class Told {
    private final int most;
    private final Set<String> names = new LinkedHashSet<>();

    /**
     * @param most how many are remembered
     */
    public Told(int most) {
        this.most = most;
    }

    /** Whether it is news; from now on it is not. */
    public synchronized boolean add(String name) {
        boolean news = names.add(name);
        if (names.size() > most) {
            var oldest = names.iterator();
            oldest.next();
            oldest.remove();
        }
        return news;
    }

    public synchronized boolean contains(String name) {
        return names.contains(name);
    }
}
