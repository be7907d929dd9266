package dev.keel.server.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much of what Keel itself logs is shown; -Dkeel.log.level=... goes before a command's own. */
public final class LogLevel {
    private static final String PROPERTY = "keel.log.level";
    private static final String KEEL = "dev.keel";

    private LogLevel() {}

    /** Also holds when logging is set up anew, as it is when the web server starts. */
    public static void unlessGiven(String level) {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        System.setProperty(PROPERTY, level);
        if (LoggerFactory.getLogger(KEEL) instanceof Logger logger) {
            logger.setLevel(Level.toLevel(level));
        }
    }
}
