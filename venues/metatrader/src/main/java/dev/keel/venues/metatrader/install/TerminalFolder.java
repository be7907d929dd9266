package dev.keel.venues.metatrader.install;

import java.nio.file.Path;

/**
 * The data folder of a terminal.
 *
 * @param platform {@code mt4} or {@code mt5}
 * @param origin where the terminal is installed, as it says itself; empty if it does not
 */
public record TerminalFolder(Path data, String platform, String origin) {
    /** The folder of everything that is written in MQL. */
    public Path mql() {
        return data.resolve(platform.equals("mt4") ? "MQL4" : "MQL5");
    }

    /** The mailbox of an account. */
    public Path mailbox(long login) {
        return mql().resolve("Files").resolve("Keel").resolve(Long.toString(login));
    }
}
