package dev.keel.server.cli.terminal;

/** How a result is printed. */
public enum OutputFormat {
    /** For people. */
    TABLE,
    /** For programs: one JSON object, and nothing else on standard output. */
    JSON
}
