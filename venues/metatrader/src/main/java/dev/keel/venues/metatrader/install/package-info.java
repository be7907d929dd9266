/**
 * Puts the Expert Advisor into a terminal, and tells a person what is still missing, step by step.
 */
@NullMarked
package dev.keel.venues.metatrader.install;

import org.jspecify.annotations.NullMarked;
