package dev.keel.venues.simulator.http;

import dev.keel.venues.simulator.BrokerSide.Ask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What has come over the wire: how much of each kind, and the text itself, of which the oldest is
 * let go beyond a bound. For any number of threads.
 */
public final class Traffic {
    private static final int MOST_CHARACTERS = 16_000_000;

    private final Map<Ask, Integer> counts = new EnumMap<>(Ask.class);
    private final Deque<String> texts = new ArrayDeque<>();
    private long characters;

    synchronized void count(Ask ask) {
        counts.merge(ask, 1, Integer::sum);
    }

    synchronized void heard(String text) {
        texts.add(text);
        characters += text.length();
        while (characters > MOST_CHARACTERS) {
            characters -= texts.remove().length();
        }
    }

    public synchronized int received(Ask ask) {
        return counts.getOrDefault(ask, 0);
    }

    public synchronized List<String> texts() {
        return List.copyOf(texts);
    }
}
