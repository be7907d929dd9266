/** The rigs of every connector that comes with Keel, put together. */
@NullMarked
package dev.keel.venues.certification.rigs;

import org.jspecify.annotations.NullMarked;
