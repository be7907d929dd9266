/**
 * The cases of the contract, by what they are about. Their numbers are stable for ever: a case that
 * is given up leaves a hole, and a new one takes a number that was never used.
 */
@NullMarked
package dev.keel.venues.certification.cases;

import org.jspecify.annotations.NullMarked;
