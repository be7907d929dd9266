package dev.keel.server.cli;

/** How a result is printed. */
enum OutputFormat {
    /** For people. */
    TABLE,
    /** For programs: one JSON object, and nothing else on standard output. */
    JSON
}
