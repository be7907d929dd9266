package dev.keel.server.platform;

import dev.keel.core.account.TradingSwitch;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * The platform's kill switch as decisions see it: a copy of {@code trading_control} that is at most
 * a second old. What counts is the row itself, which the journal reads in every commit that adds
 * risk. For any number of threads.
 */
public final class TradingGuard implements Supplier<TradingSwitch> {
    private final LedgerDatabase database;
    private volatile TradingSwitch latest;

    TradingGuard(LedgerDatabase database) {
        this.database = database;
        this.latest = read();
    }

    @Override
    public TradingSwitch get() {
        return latest;
    }

    void refresh() {
        latest = read();
    }

    private TradingSwitch read() {
        try (Connection connection = database.borrow();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT stop_reason FROM trading_control");
                ResultSet rows = statement.executeQuery()) {
            String reason = rows.next() ? rows.getString(1) : null;
            return reason == null
                    ? TradingSwitch.Enabled.INSTANCE
                    : new TradingSwitch.Halted(reason);
        } catch (SQLException e) {
            throw new LedgerException("cannot read the kill switch: " + e.getMessage(), e);
        }
    }
}
