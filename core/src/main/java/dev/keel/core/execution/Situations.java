package dev.keel.core.execution;

import dev.keel.core.account.Situation;
import dev.keel.core.venue.Venue;

/** Tells what a decision may know at this moment. */
@FunctionalInterface
public interface Situations {
    Situation now(Venue venue);
}
