package dev.keel.server.cli.terminal;

import dev.keel.sim.data.BarCache;
import java.nio.file.Path;
import java.util.Optional;

/** What the environment says. */
public final class Environment {
    private Environment() {}

    /** Another database than the embedded one; may hold a password. */
    public static Optional<String> databaseUrl() {
        return Optional.ofNullable(System.getenv("KEEL_DATABASE_URL"))
                .filter(url -> !url.isBlank());
    }

    /**
     * Where columnar forms of bar files are kept: {@code KEEL_CACHE}, else {@code keel/bars} below
     * the person's cache folder; empty where there is neither.
     */
    public static Optional<BarCache> barCache() {
        Optional<Path> named = folder("KEEL_CACHE");
        Optional<Path> usual =
                folder("XDG_CACHE_HOME")
                        .or(() -> folder("HOME").map(home -> home.resolve(".cache")))
                        .map(cache -> cache.resolve("keel/bars"));
        return named.or(() -> usual).map(BarCache::new);
    }

    private static Optional<Path> folder(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
