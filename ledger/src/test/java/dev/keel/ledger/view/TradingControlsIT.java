package dev.keel.ledger.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.account.KillLevel;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TradingControlsIT {
    private final DatabaseAddress address = TestDatabases.create();
    private final LedgerDatabase database = LedgerDatabase.open(address);
    private final TradingControls controls = new TradingControls(database);

    @AfterEach
    void close() {
        database.close();
        TestDatabases.drop(address);
    }

    @Test
    void startsEnabledWithTheDocumentedThresholds() {
        TradingControl control = controls.read();

        assertThat(control.isTradingEnabled()).isTrue();
        assertThat(control.reconciliation())
                .isEqualTo(new TradingControl.Reconciliation(true, false, 0));
        assertThat(control.thresholds())
                .isEqualTo(
                        new TradingControl.Thresholds(
                                new BigDecimal("1000"), 3, new BigDecimal("0.5")));
        assertThat(control.stoppedAt()).isNull();
    }

    @Test
    void tellsWhoStoppedItWhenAndWhy() {
        TradingControl stopped = controls.disable("drill", "ann");

        assertThat(stopped.trading()).isEqualTo(new TradingSwitch.Halted("drill"));
        assertThat(stopped.updatedBy()).isEqualTo("ann");
        assertThat(stopped.stoppedAt()).isEqualTo(stopped.updatedAt());
        assertThat(controls.read()).isEqualTo(stopped);
    }

    @Test
    void keepsTheTimeOfTheFirstStop() {
        TradingControl first = controls.disable("drill", "ann");

        TradingControl second = controls.disable("fire", "bob");

        assertThat(second.trading()).isEqualTo(new TradingSwitch.Halted("fire"));
        assertThat(second.stoppedAt()).isEqualTo(first.stoppedAt());
    }

    @Test
    void forgetsWhatStoppedItWhenItGoesOn() {
        controls.disable("drill", "ann");
        TestDatabases.execute(
                address,
                "UPDATE trading_control SET consecutive_failures = 3,"
                        + " stop_threshold_exceeded = true, stop_details = '{}'");

        TradingControl enabled = controls.enable("bob");

        assertThat(enabled.isTradingEnabled()).isTrue();
        assertThat(enabled.stoppedAt()).isNull();
        assertThat(enabled.stopDetails()).isNull();
        assertThat(enabled.reconciliation())
                .isEqualTo(new TradingControl.Reconciliation(true, false, 0));
        assertThat(enabled.updatedBy()).isEqualTo("bob");
    }

    @Test
    void stopsAtALevelAndForgetsItWhenItGoesOn() {
        TradingControl stopped = controls.disable(KillLevel.FLATTEN, "fire", "ann");

        assertThat(stopped.trading())
                .isEqualTo(new TradingSwitch.Halted(KillLevel.FLATTEN, "fire"));
        controls.enable("ann");
        assertThat(controls.disable("drill", "ann").trading())
                .isEqualTo(new TradingSwitch.Halted(KillLevel.NO_NEW, "drill"));
    }

    @Test
    void stopsOneUserAndLetsTheUserGoOn() {
        UserId user = new UserId("ann");
        assertThat(controls.readUser(user)).isEmpty();

        UserControl stopped = controls.disableUser(user, KillLevel.CANCEL_ALL, "drill", "bob");

        assertThat(stopped.trading())
                .isEqualTo(new TradingSwitch.Halted(KillLevel.CANCEL_ALL, "drill"));
        assertThat(stopped.stoppedAt()).isEqualTo(stopped.updatedAt());
        assertThat(stopped.updatedBy()).isEqualTo("bob");
        assertThat(controls.readUser(user)).contains(stopped);
        assertThat(controls.stoppedUsers()).containsExactly(stopped);
        assertThat(controls.read().isTradingEnabled()).isTrue();

        UserControl enabled = controls.enableUser(user, "eve");
        assertThat(enabled.isTradingEnabled()).isTrue();
        assertThat(enabled.stoppedAt()).isNull();
        assertThat(controls.readUser(user)).contains(enabled);
        assertThat(controls.stoppedUsers()).isEmpty();
    }

    @Test
    void wantsAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> controls.disable(" ", "ann"))
                .withMessage("reason must be given");
        assertThat(controls.read().isTradingEnabled()).isTrue();
    }

    @Test
    void waitsForRiskThatIsOnItsWay() throws SQLException {
        CompletableFuture<TradingControl> stop;
        try (Connection risky = TestDatabases.connect(address);
                Statement statement = risky.createStatement()) {
            risky.setAutoCommit(false);
            statement.execute("SELECT 1 FROM trading_control FOR SHARE");
            stop = CompletableFuture.supplyAsync(() -> controls.disable("drill", "ann"));
            awaitWaiter();
            assertThat(stop).isNotDone();
            risky.commit();
        }

        assertThat(stop.join().isTradingEnabled()).isFalse();
    }

    private void awaitWaiter() {
        String waiting =
                "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while (TestDatabases.query(address, waiting).equals("0")) {
            Thread.onSpinWait();
        }
    }
}
