/**
 * The link to one terminal: who is at its other end, whether it is alive, what time it has,
 * commands in their order and questions with their answers. Nothing is sent twice, and nothing is
 * sent to a terminal that is not certainly the right one.
 */
@NullMarked
package dev.keel.venues.metatrader.terminal;

import org.jspecify.annotations.NullMarked;
