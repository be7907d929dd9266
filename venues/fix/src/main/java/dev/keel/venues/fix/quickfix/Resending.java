package dev.keel.venues.fix.quickfix;

import java.util.Set;

/**
 * What the session layer may send again by itself when the counterparty asks for it: questions, and
 * nothing else. An order, a cancel or a replacement that arrives late does harm; so may a message
 * that nobody here knows.
 */
final class Resending {
    /**
     * Requests for the status of one order and of all, for positions and for trades; for market
     * data, securities, their types and definitions, their status and that of trading sessions.
     */
    private static final Set<String> QUESTIONS =
            Set.of("H", "AF", "AN", "AD", "V", "c", "e", "g", "v", "x");

    private Resending() {}

    static boolean isAllowed(String type) {
        return QUESTIONS.contains(type);
    }
}
