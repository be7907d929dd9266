package dev.keel.server.runtime;

import dev.keel.core.journal.Append;

/** Hears what has just become durable, in order. Called by the journal's thread: must be quick. */
@FunctionalInterface
public interface CommitListener {
    void onCommit(Append append);
}
