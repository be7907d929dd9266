package dev.keel.core.account;

import java.util.List;

/**
 * What follows from a command.
 *
 * @param events to be committed together, in this order; empty if nothing follows
 * @param state the state after them
 */
public record Decision(List<AccountEvent> events, AccountState state) {
    public Decision {
        events = List.copyOf(events);
    }
}
