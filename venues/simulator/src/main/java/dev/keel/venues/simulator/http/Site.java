package dev.keel.venues.simulator.http;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.book.Book;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a dialect speaks of.
 *
 * @param kind what is traded there; every venue is simulated for one kind of market at a time
 * @param mayWithdraw what the venue says of the key
 */
public record Site(
        InstrumentKind kind, Book book, Keys keys, Tape tape, AtomicBoolean mayWithdraw) {}
