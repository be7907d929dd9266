package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.FixTransport.Sending;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.MsgSeqNum;

/** A message of ours on its way through the engine. */
final class Outgoing {
    private final Message message;
    private final Instant notAfter;
    private final Executor executor;
    private final CompletableFuture<Sending> outcome = new CompletableFuture<>();

    private volatile String objection = "it could not be stored or checked";

    /** Whether the engine brought it as far as the connection. */
    private volatile boolean reachedGate;

    Outgoing(Message message, Instant notAfter, Executor executor) {
        this.message = message;
        this.notAfter = notAfter;
        this.executor = executor;
    }

    Instant notAfter() {
        return notAfter;
    }

    /** Why it does not leave, should it not. */
    void object(String why) {
        objection = why;
    }

    String objection() {
        return objection;
    }

    boolean hasReachedGate() {
        return reachedGate;
    }

    void reachGate() {
        reachedGate = true;
    }

    void handed() {
        long sequence = sequence();
        // Elsewhere: what hangs on it may take its time, and the gate must not wait.
        outcome.completeAsync(() -> new Sending.Handed(sequence), executor);
    }

    void notSent(String why) {
        outcome.completeAsync(() -> new Sending.NotSent(why), executor);
    }

    CompletionStage<Sending> outcome() {
        return outcome.minimalCompletionStage();
    }

    private long sequence() {
        try {
            return message.getHeader().getInt(MsgSeqNum.FIELD);
        } catch (FieldNotFound e) {
            throw new IllegalStateException("a message left without a number", e);
        }
    }
}
