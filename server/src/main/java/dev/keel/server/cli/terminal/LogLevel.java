package dev.keel.server.cli.terminal;

/** How much of what Keel itself logs is shown; -Dkeel.log.level=... goes before a command's own. */
public final class LogLevel {
    private static final String PROPERTY = "keel.log.level";

    private LogLevel() {}

    /** Has to be called before the first line is logged. */
    public static void unlessGiven(String level) {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, level);
        }
    }
}
