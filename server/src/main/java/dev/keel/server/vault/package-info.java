/**
 * Secrets at rest: what accounts are opened with at their venues, sealed with AES-256-GCM under a
 * key that lies in the data folder and is read by its owner alone.
 *
 * <p>An entry is bound to its name, its version and its key: it cannot be altered, renamed, or put
 * back in an older version without being noticed when it is opened. Nothing that was opened is
 * printed, logged, or put into a message. There is no default key; without the key nothing opens.
 */
@NullMarked
package dev.keel.server.vault;

import org.jspecify.annotations.NullMarked;
