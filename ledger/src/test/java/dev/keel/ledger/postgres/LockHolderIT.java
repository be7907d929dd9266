package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockHolderIT {

    @Test
    void livesAsLongAsTheProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "600").start();
        LockHolder holder = holder(process.toHandle());
        assertThat(holder.isAnotherLiveProcess()).isTrue();

        process.destroyForcibly().waitFor();

        assertThat(holder.isAnotherLiveProcess()).isFalse();
    }

    /** The shell turns into a program that never asks how its children ended. */
    @Test
    void isGoneWhenNobodyCollectsIt() throws IOException {
        Process parent =
                new ProcessBuilder("sh", "-c", "sleep 1 & echo $!; exec sleep 600").start();
        try {
            long child = Long.parseLong(parent.inputReader().readLine());
            LockHolder holder = holder(ProcessHandle.of(child).orElseThrow());

            assertThat(Patience.until(() -> !holder.isAnotherLiveProcess(), Duration.ofMinutes(1)))
                    .isTrue();
            assertThat(ProcessHandle.of(child)).isPresent();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void isNotThisProcess() {
        LockHolder self = LockHolder.thisProcess();

        assertThat(self.isAnotherLiveProcess()).isFalse();
        assertThat(LockHolder.parse(self.toString())).isEqualTo(self);
    }

    @Test
    void isNobodyInFileThatSaysNothing() {
        assertThat(LockHolder.parse("").isAnotherLiveProcess()).isFalse();
        assertThat(LockHolder.parse("x\ny\n").isAnotherLiveProcess()).isFalse();
        assertThat(LockHolder.parse("").name()).isEqualTo("another process");
    }

    private static LockHolder holder(ProcessHandle process) {
        return new LockHolder(
                Long.toString(process.pid()),
                process.info().startInstant().orElseThrow().toString());
    }
}
