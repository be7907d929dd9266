/**
 * {@code /api/trading}: the orchestrator, in the shapes and the error dialect of its family of
 * clients.
 */
@NullMarked
package dev.keel.server.api.orchestrator;

import org.jspecify.annotations.NullMarked;
