/**
 * The platform as it runs: account runners, the execution gate, the orchestrator, the HTTP API and
 * the command line.
 *
 * <p>Parts are wired together here and nowhere else. Decisions belong to the core, storage to the
 * ledger; no other module depends on this one.
 */
@NullMarked
package dev.keel.server;

import org.jspecify.annotations.NullMarked;
