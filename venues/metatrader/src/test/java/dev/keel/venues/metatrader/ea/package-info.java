/** The Expert Advisor's core, compiled and run: what a terminal would do, but for the platform. */
@NullMarked
package dev.keel.venues.metatrader.ea;

import org.jspecify.annotations.NullMarked;
