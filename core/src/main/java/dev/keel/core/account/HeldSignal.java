package dev.keel.core.account;

import dev.keel.core.signal.Signal;
import java.time.Instant;

/** A signal that waits for a person. */
public record HeldSignal(Signal signal, Instant expiresAt) {}
