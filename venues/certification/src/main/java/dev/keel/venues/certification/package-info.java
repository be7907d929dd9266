/**
 * The contract that every connector keeps, as numbered cases that run over local simulators, and
 * the certificates that come of it. A connector version without one does not trade live money.
 */
@NullMarked
package dev.keel.venues.certification;

import org.jspecify.annotations.NullMarked;
