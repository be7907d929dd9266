/**
 * A venue in the test's process: a connector, its markets, and accounts that really trade there.
 */
@NullMarked
package dev.keel.server.venue;

import org.jspecify.annotations.NullMarked;
