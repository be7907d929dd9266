package dev.keel.ledger.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways to run PostgreSQL when Keel runs as root, in the order in which they are tried. Whether
 * one works is found by doing it, to the end: the exit code and the printed user decide, never the
 * time it took.
 */
enum PrivilegeMethod {
    USER_NAMESPACE {
        @Override
        Probe probe() {
            return tryOut(new Privileges.UserNamespace());
        }
    },
    ACCOUNT {
        @Override
        Probe probe() {
            List<String> reasons = new ArrayList<>();
            for (String name : ACCOUNTS) {
                switch (probeAccount(name)) {
                    case Probe.Usable usable -> {
                        return usable;
                    }
                    case Probe.Unusable(String reason) -> reasons.add(reason);
                }
            }
            return new Probe.Unusable(String.join(", ", reasons));
        }
    };

    /** Whether a way works on this machine. */
    sealed interface Probe {

        record Usable(Privileges privileges) implements Probe {}

        record Unusable(String reason) implements Probe {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(PrivilegeMethod.class);

    private static final List<String> ACCOUNTS = List.of("postgres", "nobody");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /**
     * These commands take milliseconds. Not to end within a minute is a fault of the machine, and
     * reported as one.
     */
    private static final Duration BOUND = Duration.ofMinutes(1);

    private static final Path ROOT = Path.of("/");

    abstract Probe probe();

    /** Finds out, for an account of this name. */
    static Probe probeAccount(String name) {
        Command.Outcome user = Command.run(List.of("id", "-u", name), ROOT, BOUND);
        Command.Outcome group = Command.run(List.of("id", "-g", name), ROOT, BOUND);
        Optional<Integer> uid = number(user);
        Optional<Integer> gid = number(group);
        if (uid.isEmpty() || gid.isEmpty() || uid.orElseThrow() == 0) {
            return new Probe.Unusable(
                    "no ordinary account %s (%s)".formatted(name, user.describe()));
        }
        return tryOut(new Privileges.Account(name, uid.orElseThrow(), gid.orElseThrow()));
    }

    /**
     * Chooses how to run the server so that it reaches these folders.
     *
     * @throws PostgresStartException if this is root and no method works, naming each method's
     *     reason
     */
    static Privileges choose(List<PrivilegeMethod> methods, List<Path> folders) {
        if (!runsAsRoot()) {
            return new Privileges.Direct();
        }
        List<String> reasons = new ArrayList<>();
        for (PrivilegeMethod method : methods) {
            switch (reaching(folders, method.probe())) {
                case Probe.Usable(Privileges privileges) -> {
                    return privileges;
                }
                case Probe.Unusable(String reason) -> {
                    LOG.warn("cannot run PostgreSQL by {}: {}", method, reason);
                    reasons.add(reason);
                }
            }
        }
        throw new PostgresStartException(
                "PostgreSQL does not run as root, and every way around failed: %s. Start Keel as an ordinary user, use another data folder, or set KEEL_DATABASE_URL"
                        .formatted(String.join("; ", reasons)));
    }

    private static boolean runsAsRoot() {
        Command.Outcome outcome = Command.run(List.of("id", "-u"), ROOT, BOUND);
        int uid =
                number(outcome)
                        .orElseThrow(() ->
                                new PostgresStartException(
                                        "cannot find out which user this is: id -u: "
                                                + outcome.describe()));
        return uid == 0;
    }

    /** Asks for the name too: initdb looks it up, and fails for a user without one. */
    private static Probe tryOut(Privileges privileges) {
        Command.Outcome outcome =
                Command.run(privileges.wrap(List.of("sh", "-c", "id -u && id -un")), ROOT, BOUND);
        if (number(outcome).map(uid -> uid != 0).orElse(false)) {
            return new Probe.Usable(privileges);
        }
        return new Probe.Unusable(privileges.describe() + ": " + outcome.describe());
    }

    private static Optional<Integer> number(Command.Outcome outcome) {
        return outcome instanceof Command.Outcome.Exited(int code, String output) && code == 0
                ? output.lines()
                        .findFirst()
                        .filter(line -> NUMBER.matcher(line).matches())
                        .map(Integer::valueOf)
                : Optional.empty();
    }

    private static Probe reaching(List<Path> folders, Probe probe) {
        return switch (probe) {
            case Probe.Unusable unusable -> unusable;
            case Probe.Usable(Privileges privileges) ->
                    folders.stream()
                            .flatMap(folder -> obstacle(privileges, folder).stream())
                            .findFirst()
                            .<Probe>map(Probe.Unusable::new)
                            .orElse(probe);
        };
    }

    /** Why the folder cannot be reached; none if it can. */
    private static Optional<String> obstacle(Privileges privileges, Path folder) {
        Command.Outcome outcome = enter(privileges, folder);
        if (outcome.succeeded()) {
            return Optional.empty();
        }
        String reason =
                outcome instanceof Command.Outcome.Exited
                        ? "%s cannot enter the folder %s (it may need chmod o+x)"
                                .formatted(privileges.describe(), topmostClosed(privileges, folder))
                        : "%s was not able to tell whether it reaches %s: %s"
                                .formatted(privileges.describe(), folder, outcome.describe());
        return Optional.of(reason);
    }

    /** The folder on the way that stops it, to be named to the operator. */
    private static Path topmostClosed(Privileges privileges, Path folder) {
        Path way = ROOT;
        for (Path step : folder.toAbsolutePath()) {
            way = way.resolve(step);
            if (!enter(privileges, way).succeeded()) {
                return way;
            }
        }
        return folder;
    }

    private static Command.Outcome enter(Privileges privileges, Path folder) {
        List<String> enter = List.of("sh", "-c", "cd -- \"$1\"", "sh", folder.toString());
        return Command.run(privileges.wrap(enter), ROOT, BOUND);
    }
}
