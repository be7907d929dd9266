/**
 * What is made of Ehlers' indicators: their catalogue, a strategy and an expert.
 *
 * <p>The kernels lie below: {@code filter}, {@code cycle} and {@code oscillator}, in that order of
 * dependence. Each is fed one number or one bar at a time, oldest first, without allocation, and
 * looks only backwards: what it said at a bar never changes. State is finite at all times: an input
 * that could make it otherwise is refused, and nothing changes. Values here are statistics, never
 * prices to trade at.
 */
@NullMarked
package dev.keel.signals.ehlers;

import org.jspecify.annotations.NullMarked;
