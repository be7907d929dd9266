/**
 * The routes under {@code /api/settings} that are about venues: exchanges, brokers, accounts and
 * trying a connection out.
 *
 * <p>Secrets come in and never go out: not in an answer, not in an error, not in the log.
 */
@NullMarked
package dev.keel.server.api.settings;

import org.jspecify.annotations.NullMarked;
