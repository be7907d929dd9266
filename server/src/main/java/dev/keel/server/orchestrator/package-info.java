/**
 * The orchestrator: plays a market to the account and its strategies, holds it, goes on, and
 * remembers how far it came.
 *
 * <p>One thread plays. It takes the next step of the market only when everything that followed from
 * the last one is durable, so that a run that was killed and started again does what an
 * uninterrupted one does.
 */
@NullMarked
package dev.keel.server.orchestrator;

import org.jspecify.annotations.NullMarked;
