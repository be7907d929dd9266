package dev.keel.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.journal.Append;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Life life = Life.of("a", 1);

    @Test
    void givesWhatWaitsOldestFirst() throws InterruptedException {
        Intake intake = new Intake(10);
        List<PendingAppend> put = fill(intake, 3);

        assertThat(intake.take(100)).isEqualTo(put);
    }

    @Test
    void givesNoMoreEventsThanAsked() throws InterruptedException {
        Intake intake = new Intake(10);
        List<PendingAppend> put = fill(intake, 5);

        assertThat(intake.take(2)).isEqualTo(put.subList(0, 2));
        assertThat(intake.take(2)).isEqualTo(put.subList(2, 4));
        assertThat(intake.take(2)).isEqualTo(put.subList(4, 5));
    }

    @Test
    void givesOneThatIsTooGreatAlone() throws InterruptedException {
        Intake intake = new Intake(10);
        PendingAppend great = PendingAppend.of(life.opening());
        assertThat(intake.put(great)).isTrue();
        fill(intake, 1);

        assertThat(intake.take(1)).containsExactly(great);
        assertThat(intake.take(1)).hasSize(1);
    }

    @Test
    void givesWhatIsLeftAfterItWasClosedAndThenNothing() throws InterruptedException {
        Intake intake = new Intake(10);
        List<PendingAppend> put = fill(intake, 2);

        intake.close();

        assertThat(intake.put(put.getFirst())).isFalse();
        assertThat(intake.take(100)).isEqualTo(put);
        assertThat(intake.take(100)).isEmpty();
    }

    @Test
    void wakesWhoWaitsForRoomWhenItIsClosed() throws InterruptedException {
        Intake intake = new Intake(1);
        PendingAppend append = fill(intake, 1).getFirst();
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        Thread waiter =
                Thread.ofPlatform().start(() -> waiting.complete(putUninterrupted(intake, append)));
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        intake.close();

        assertThat(Life.await(waiting)).isFalse();
    }

    private static boolean putUninterrupted(Intake intake, PendingAppend append) {
        try {
            return intake.put(append);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<PendingAppend> fill(Intake intake, int appends) throws InterruptedException {
        List<PendingAppend> put = new ArrayList<>();
        for (int i = 0; i < appends; i++) {
            Append next = life.next(Life.deposit());
            put.add(PendingAppend.of(next));
            assertThat(intake.put(put.getLast())).isTrue();
        }
        return put;
    }
}
