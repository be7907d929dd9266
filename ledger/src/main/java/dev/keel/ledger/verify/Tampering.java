package dev.keel.ledger.verify;

/**
 * A trace of a change that Keel did not make.
 *
 * @param place such as {@code account a, event 7} or a line of the anchors file
 * @param what is wrong there
 */
public record Tampering(String place, String what) {

    static Tampering ofEvents(String account, long first, long last, String what) {
        String events = first == last ? "event " + first : "events " + first + " to " + last;
        return new Tampering("account " + account + ", " + events, what);
    }

    @Override
    public String toString() {
        return place + ": " + what;
    }
}
