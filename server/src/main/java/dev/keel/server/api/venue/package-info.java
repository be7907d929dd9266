/**
 * What routes about venues have in common: secrets in requests, credentials made of them, and calls
 * that may take their time and no longer.
 */
@NullMarked
package dev.keel.server.api.venue;

import org.jspecify.annotations.NullMarked;
