/**
 * The platform put together: settings in, database, ledger, account, market and orchestrator
 * started in their order, and stopped in the other.
 *
 * <p>The only place that knows all parts. It knows nothing of HTTP and of the command line.
 */
@NullMarked
package dev.keel.server.platform;

import org.jspecify.annotations.NullMarked;
