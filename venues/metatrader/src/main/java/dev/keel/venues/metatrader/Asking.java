package dev.keel.venues.metatrader;

import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.metatrader.mailbox.Message;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.terminal.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the terminal and waits, for calls that block. Never by the desk's thread. */
final class Asking {
    private Asking() {}

    /**
     * @throws ConnectorException if there was no answer
     */
    static Message ask(Desk desk, Row question) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        desk.execute(() -> desk.session().ask(question, answer::complete));
        return switch (await(desk, answer)) {
            case Answer.Given(var _, var message) -> message;
            case Answer.Failed(var why) -> throw failed(why);
        };
    }

    static <T> T await(Desk desk, CompletableFuture<T> result) {
        try {
            long most = desk.settings().patience().multipliedBy(2).plusSeconds(5).toMillis();
            return result.get(most, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ConnectorException told) {
                throw new ConnectorException(told.category(), String.valueOf(told.getMessage()));
            }
            throw failed(cause == null ? "no answer" : String.valueOf(cause.getMessage()));
        } catch (TimeoutException e) {
            throw failed("the terminal did not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
    }

    static ConnectorException failed(String why) {
        return new ConnectorException(ConnectorException.Category.RETRYABLE, why);
    }
}
