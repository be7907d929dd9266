package dev.keel.server.orchestrator;

/** What was asked of the orchestrator cannot be done now; the message says why. */
public final class OrchestratorException extends RuntimeException {
    OrchestratorException(String message) {
        super(message);
    }
}
