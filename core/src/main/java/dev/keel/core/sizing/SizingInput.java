package dev.keel.core.sizing;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.signal.Signal;

/**
 * What a size is made of.
 *
 * @param price what one unit costs now
 * @param freeCash cash that no working order needs
 */
public record SizingInput(
        Instrument instrument, Signal signal, Price price, Money equity, Money freeCash) {}
