package dev.keel.server.safety;

import java.time.Instant;
import java.util.List;

/** What became of the wish to arm a kill switch again. */
public sealed interface Rearming {
    /** Trading goes on, as far as no other switch stops it. */
    record Done(List<ThrownSwitch> rearmed) implements Rearming {
        public Done {
            rearmed = List.copyOf(rearmed);
        }
    }

    /** Nothing is thrown. */
    record NotThrown() implements Rearming {}

    /**
     * Nothing was done: it has to be confirmed first.
     *
     * @param confirmation the token that confirms it, once
     * @param text what will be allowed again, for people
     */
    record Unconfirmed(String confirmation, Instant expiresAt, String text) implements Rearming {}

    /**
     * Nothing was done: the token confirms nothing.
     *
     * @param why for people
     */
    record Refused(String why) implements Rearming {}
}
