package dev.keel.ledger.postgres;

/** Why a server ended instead of coming up, as far as another attempt may help. */
enum StartFailure {
    /** Another program listens at the port. */
    PORT_TAKEN,
    /**
     * Processes of a killed server still end, or a server started by a killed Keel came up in the
     * meantime.
     */
    PREDECESSOR_ALIVE,
    OTHER;

    /** Reads the server's last words. Their language is fixed in {@link PostgresSettings}. */
    static StartFailure of(String log) {
        if (log.contains("could not create any TCP/IP sockets")) {
            return PORT_TAKEN;
        }
        return log.contains("pre-existing shared memory block")
                        || log.contains("lock file \"postmaster.pid\" already exists")
                ? PREDECESSOR_ALIVE
                : OTHER;
    }
}
