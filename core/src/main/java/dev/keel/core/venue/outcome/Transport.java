package dev.keel.core.venue.outcome;

/**
 * What became of a request where the venue gave no code of its own. The code of each is the same in
 * every table.
 */
public enum Transport {
    /** The venue's success, in whatever form it tells it. */
    SUCCESS("keel:success"),
    /** It certainly never left this process: vetoed, or no connection was made. */
    NOT_SENT("keel:not-sent"),
    TIME_OUT("keel:time-out"),
    /** The connection was lost after the first byte had left. */
    CONNECTION_LOST("keel:connection-lost"),
    /** HTTP 5xx without a code of the venue. */
    SERVER_ERROR("keel:server-error"),
    /** HTTP 403, 418 or 429 without a code of the venue: something on the way may have said it. */
    TURNED_AWAY("keel:turned-away"),
    /** A body that cannot be read, whatever its status. */
    GARBLED("keel:garbled");

    private final String code;

    Transport(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
