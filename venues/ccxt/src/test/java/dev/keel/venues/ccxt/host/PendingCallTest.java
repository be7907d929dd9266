package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.ccxt.host.HostReply.Lost;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PendingCallTest {
    private final byte[] line = {1, 2, 3};
    private final PendingCall call = new PendingCall(line, true);

    @Test
    void oneThatWasNotClaimedWasNotSentAndNeverWillBe() {
        call.lose("over", Runnable::run);

        assertThat(call.answer()).isCompletedWithValue(new Lost("over", Sent.NO));
        assertThat(call.claim()).isFalse();
        assertThat(line).containsOnly(0);
    }

    @Test
    void oneThatWasClaimedMayHaveBeenSent() {
        assertThat(call.claim()).isTrue();

        call.lose("over", Runnable::run);

        assertThat(call.answer()).isCompletedWithValue(new Lost("over", Sent.MAYBE));
    }

    @Test
    void isClaimedOnce() {
        assertThat(call.claim()).isTrue();
        assertThat(call.claim()).isFalse();
    }

    @Test
    void theFirstAnswerCounts() {
        HostReply first = new Lost("first", Sent.MAYBE);
        call.complete(first, Runnable::run);
        call.complete(new Lost("second", Sent.NO), Runnable::run);

        assertThat(call.answer()).isCompletedWithValue(first);
    }

    @Test
    void anAnswerEndsTheAlarmWhicheverComesFirst() {
        CompletableFuture<Void> alarm = new CompletableFuture<>();
        call.complete(new Lost("x", Sent.NO), Runnable::run);
        call.alarm(alarm);

        assertThat(alarm).isCancelled();
    }

    @Test
    void whoeverWaitsIsToldEvenIfTheExecutorIsGone() {
        call.complete(
                new Lost("x", Sent.NO),
                _ -> {
                    throw new RejectedExecutionException();
                });

        assertThat(call.answer()).isCompleted();
    }
}
