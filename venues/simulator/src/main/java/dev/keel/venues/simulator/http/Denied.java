package dev.keel.venues.simulator.http;

/** Ends the handling of a request with the venue's own words. */
public final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient WireReply reply;

    public Denied(WireReply reply) {
        super("HTTP " + reply.status(), null, false, false);
        this.reply = reply;
    }

    public WireReply reply() {
        return reply;
    }
}
