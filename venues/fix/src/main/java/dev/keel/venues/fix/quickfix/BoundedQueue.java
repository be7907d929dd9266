package dev.keel.venues.fix.quickfix;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.MessageQueue;

/**
 * Messages that came before their turn. Of too many the last ones are let go: they are asked for
 * again when it is their turn. For one thread at a time.
 */
final class BoundedQueue implements MessageQueue {
    private final TreeMap<Integer, Message> messages = new TreeMap<>();
    private final int limit;

    BoundedQueue(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void enqueue(int sequence, Message message) {
        messages.put(sequence, message);
        if (messages.size() > limit) {
            messages.pollLastEntry();
        }
    }

    @Override
    public synchronized @Nullable Message dequeue(int sequence) {
        return messages.remove(sequence);
    }

    @Override
    public synchronized void dequeueMessagesUpTo(int sequence) {
        messages.headMap(sequence).clear();
    }

    @Override
    public synchronized void clear() {
        messages.clear();
    }

    synchronized int size() {
        return messages.size();
    }
}
