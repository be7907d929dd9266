package dev.keel.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.Samples;
import dev.keel.core.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Time in leases; the rest is in the contract of all journals. */
class MemoryStoreTest {
    private static final AccountId ACCOUNT = Samples.PROFILE.id();
    private static final Duration TERM = Duration.ofSeconds(10);

    private Instant now = Samples.NOON;
    private Instant holdersNow = Samples.NOON;
    private final MemoryStore store = new MemoryStore(() -> now, TERM);
    private final MemoryJournal first = store.session("first", () -> holdersNow);
    private final MemoryJournal second = store.session("second");

    @Test
    void endsForItsHolderBeforeItEndsForTheOthers() {
        Lease lease = first.acquire(ACCOUNT);

        pass(7_999);
        assertThat(lease.isHeld()).isTrue();
        pass(1);
        assertThat(lease.isHeld()).isFalse();
        assertThat(store.holder(ACCOUNT)).contains("first");
        assertThatThrownBy(() -> second.acquire(ACCOUNT)).isInstanceOf(LeaseHeldException.class);

        pass(2_000);
        assertThat(store.holder(ACCOUNT)).isEmpty();
        assertThat(second.acquire(ACCOUNT).token()).isEqualTo(2);
        assertThat(store.token(ACCOUNT)).isEqualTo(2);
    }

    @Test
    void goesOnWhileItIsRenewed() {
        Lease lease = first.acquire(ACCOUNT);

        for (int i = 0; i < 10; i++) {
            pass(7_000);
            first.renew();
        }

        assertThat(lease.isHeld()).isTrue();
        assertThatThrownBy(() -> second.acquire(ACCOUNT)).isInstanceOf(LeaseHeldException.class);
    }

    @Test
    void isNotRenewedOnceItIsTaken() {
        Lease lost = first.acquire(ACCOUNT);
        pass(10_000);
        Lease taken = second.acquire(ACCOUNT);

        first.renew();

        assertThat(lost.isHeld()).isFalse();
        assertThat(taken.isHeld()).isTrue();
        assertThat(store.holder(ACCOUNT)).contains("second");
    }

    @Test
    void isRenewedAlsoLateIfNobodyTookIt() {
        Lease lease = first.acquire(ACCOUNT);
        pass(60_000);
        assertThat(lease.isHeld()).isFalse();

        first.renew();

        assertThat(lease.isHeld()).isTrue();
    }

    @Test
    void isNotRenewedOnceItIsReleased() {
        Lease lease = first.acquire(ACCOUNT);
        lease.release();

        first.renew();

        assertThat(lease.isHeld()).isFalse();
        assertThat(store.holder(ACCOUNT)).isEmpty();
    }

    @Test
    void stopsByTheHoldersOwnClock() {
        holdersNow = Samples.NOON.plusSeconds(3_600);
        Lease lease = first.acquire(ACCOUNT);

        holdersNow = holdersNow.plusSeconds(8);

        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void holdsNothingForAnotherSessionOfTheSameName() {
        first.acquire(ACCOUNT);

        assertThatThrownBy(() -> store.session("first").acquire(ACCOUNT))
                .isInstanceOf(LeaseHeldException.class);
    }

    @Test
    void wantsATerm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryStore(() -> now, Duration.ZERO))
                .withMessageContaining("leaseTerm");
    }

    private void pass(long millis) {
        now = now.plusMillis(millis);
        holdersNow = holdersNow.plusMillis(millis);
    }
}
