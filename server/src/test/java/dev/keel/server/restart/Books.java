package dev.keel.server.restart;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has traded, as rows of text. Ids of orders are without their first digits, which are
 * the account's random number.
 *
 * @param orders the oldest first
 * @param fills the oldest first
 */
record Books(
        List<String> orders,
        List<String> fills,
        List<String> signals,
        List<String> positions,
        List<String> cash) {

    static Books read(Connection connection) throws SQLException {
        return new Books(
                rows(
                        connection,
                        """
                        SELECT order_id % 100000000000, symbol, action, order_type, origin,
                               requested_quantity, filled_quantity, entry_price, stop_loss, take_profit,
                               avg_execution_price, fees, status, created_at, executed_at
                        FROM trade_ledger ORDER BY order_id
                        """),
                rows(
                        connection,
                        """
                        SELECT order_id % 100000000000, symbol, side, quantity, price, fee, liquidity,
                               filled_at
                        FROM fill ORDER BY sequence
                        """),
                rows(
                        connection,
                        """
                        SELECT id, status, decline_reason, direction, entry, stop, target,
                               order_id % 100000000000, created_at
                        FROM signal ORDER BY bar_close, id
                        """),
                rows(
                        connection,
                        """
                        SELECT symbol, side, quantity, avg_price, cost, realized_pnl, fees
                        FROM broker_positions ORDER BY symbol
                        """),
                rows(connection, "SELECT currency, cash, halted FROM account"));
    }

    /** The one number that a query gives. */
    static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(rows(connection, query).getFirst());
    }

    static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join(" ", row));
            }
            return found;
        }
    }
}
