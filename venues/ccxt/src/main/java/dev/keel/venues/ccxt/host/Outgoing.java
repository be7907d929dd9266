package dev.keel.venues.ccxt.host;

/** A line that waits to be written to the child. */
interface Outgoing {
    /** Asked once, right before it is written; no means that nobody wants it any more. */
    boolean claim();

    /** Without its end. */
    byte[] line();

    /** Whether no trace of it may stay in memory once it is written. */
    default boolean secret() {
        return false;
    }

    /** One that is always written. */
    static Outgoing of(byte[] line) {
        return new Plain(line);
    }

    /** A line that nobody takes back. */
    final class Plain implements Outgoing {
        private final byte[] line;

        private Plain(byte[] line) {
            this.line = line;
        }

        @Override
        public boolean claim() {
            return true;
        }

        @Override
        public byte[] line() {
            return line;
        }
    }
}
