package dev.keel.ledger.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * The process that a lock file names: its number and, since numbers are given out anew, when it
 * started.
 *
 * @param pid the number; empty if the file names nobody
 * @param started when it started; empty if the file or the system does not tell
 */
record LockHolder(String pid, String started) {

    /**
     * The system reckons the time of a start from its clock, which may have been set right since.
     */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    static LockHolder thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new LockHolder(
                Long.toString(self.pid()),
                self.info().startInstant().map(Instant::toString).orElse(""));
    }

    /** Reads what {@link #toString()} wrote; anything else is as good as it can be taken. */
    static LockHolder parse(String note) {
        List<String> lines = note.lines().map(String::strip).toList();
        return new LockHolder(
                lines.isEmpty() ? "" : lines.getFirst(), lines.size() < 2 ? "" : lines.get(1));
    }

    /**
     * Whether the very process lives, and is not this one. In doubt it does not: the lock itself
     * decides then.
     */
    boolean isAnotherLiveProcess() {
        if (!pid.matches("\\d{1,18}")) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> !process.equals(ProcessHandle.current()))
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::info)
                .filter(LockHolder::stillRuns)
                .flatMap(ProcessHandle.Info::startInstant)
                .filter(this::isStart)
                .isPresent();
    }

    /**
     * A process that has ended, and that its parent has not collected, has a number but no program
     * any more.
     */
    private static boolean stillRuns(ProcessHandle.Info info) {
        return info.command().isPresent() || info.commandLine().isPresent();
    }

    private boolean isStart(Instant actual) {
        return startInstant()
                .map(noted -> Duration.between(noted, actual).abs().compareTo(TOLERANCE) < 0)
                .orElse(false);
    }

    private Optional<Instant> startInstant() {
        try {
            return Optional.of(Instant.parse(started));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** For a message to the operator. */
    String name() {
        return pid.isEmpty() ? "another process" : "process " + pid;
    }

    /** The content of the lock file. */
    @Override
    public String toString() {
        return pid + "\n" + started + "\n";
    }
}
