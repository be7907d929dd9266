/**
 * What an indicator is: fed closed bars or numbers one at a time, oldest first, in constant time
 * and memory, it answers at once and never takes an answer back.
 *
 * <p>The families of indicators lie beside this package; each lists what it offers as {@link
 * dev.keel.signals.indicator.IndicatorDefinition}s. An indicator is a statistic: no price to trade
 * at and no amount of money is computed here.
 */
@NullMarked
package dev.keel.signals.indicator;

import org.jspecify.annotations.NullMarked;
