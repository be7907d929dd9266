package dev.keel.venues.metatrader.relay;

import java.util.List;

/** Which files an end sends; the other end sends the others. */
public enum Side {
    /** Beside Keel. */
    KEEL,
    /** Beside the terminal. */
    TERMINAL;

    /** Folders of messages that are sent once each. */
    List<String> messageFolders() {
        return switch (this) {
            case KEEL -> List.of("cmd", "ask");
            case TERMINAL -> List.of("res", "ans");
        };
    }

    /** Messages that are sent whenever they change. */
    List<String> messages() {
        return switch (this) {
            case KEEL -> List.of("ack.msg");
            case TERMINAL -> List.of("hello.msg", "snap.msg");
        };
    }

    boolean sendsLogs() {
        return this == TERMINAL;
    }

    /** Whether this end may send a file of this name. */
    boolean sends(String name) {
        boolean isLog = name.endsWith(".log");
        return isLog
                ? sendsLogs()
                : messages().contains(name)
                        || messageFolders().stream()
                                .anyMatch(folder -> name.startsWith(folder + "/"));
    }

    Side other() {
        return this == KEEL ? TERMINAL : KEEL;
    }
}
