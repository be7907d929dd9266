/**
 * Bradley's siderograph: a sum over aspects and declinations, drawn over time, whose turns some
 * read as dates at which markets may turn.
 *
 * <p>It is computed as published and nothing is claimed for it.
 */
@NullMarked
package dev.keel.signals.astro.bradley;

import org.jspecify.annotations.NullMarked;
