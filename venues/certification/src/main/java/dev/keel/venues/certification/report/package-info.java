/**
 * Runs the suite over rigs, and keeps what came of it: reports for people and programs, and the
 * certificates without which a connector version does not trade live money.
 */
@NullMarked
package dev.keel.venues.certification.report;

import org.jspecify.annotations.NullMarked;
