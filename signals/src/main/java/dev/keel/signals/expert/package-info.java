/**
 * What every signal module is to the others: an expert that looks at closed bars and has an
 * opinion, or none.
 *
 * <p>An opinion is a score from -1 to 1, a reliability from 0 to 1, and the figures it rests on. It
 * depends on the bars up to the last closed one and on nothing else: it is never taken back.
 */
@NullMarked
package dev.keel.signals.expert;

import org.jspecify.annotations.NullMarked;
