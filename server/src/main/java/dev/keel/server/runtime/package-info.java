/**
 * An account as it runs: its runner, the clock and the kill switch its decisions see, and what has
 * just become durable.
 *
 * <p>A runner that was suspended (a commit failed, the database is gone) is replaced by one that
 * reads the account anew: the same way as after a kill of the process. Until then no command is
 * taken, so that no risk is added.
 */
@NullMarked
package dev.keel.server.runtime;

import org.jspecify.annotations.NullMarked;
