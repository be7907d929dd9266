package dev.keel.server.cli;

import java.util.Optional;

/** What the environment says. */
final class Environment {
    private Environment() {}

    /** Another database than the embedded one; may hold a password. */
    static Optional<String> databaseUrl() {
        return Optional.ofNullable(System.getenv("KEEL_DATABASE_URL"))
                .filter(url -> !url.isBlank());
    }
}
