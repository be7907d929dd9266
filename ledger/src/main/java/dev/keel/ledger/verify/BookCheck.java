package dev.keel.ledger.verify;

import dev.keel.core.account.AccountId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares cash and positions with the plain books, and positions with the sums of the fills. */
final class BookCheck {
    private final String account;
    private final Connection connection;
    private final Findings findings;

    BookCheck(AccountId account, Connection connection, Findings findings) {
        this.account = account.value();
        this.connection = connection;
        this.findings = findings;
    }

    void compare(PlainBooks books) throws SQLException {
        compareCash(books.cash());
        Map<String, Sums> fills = sumsOfFills();
        comparePositions(books.books(), fills);
    }

    private record Sums(BigDecimal units, BigDecimal fees) {
        static final Sums NOTHING = new Sums(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private void compareCash(BigDecimal expected) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT cash FROM account WHERE id = ?")) {
            statement.setString(1, account);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    requireSame(
                            "account",
                            account,
                            "cash, by the sum of its movements",
                            row.getBigDecimal(1),
                            expected);
                }
            }
        }
    }

    private Map<String, Sums> sumsOfFills() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT symbol, sum(CASE side WHEN 'BUY' THEN quantity ELSE -quantity END),
                               sum(fee)
                        FROM fill WHERE account_id = ? GROUP BY symbol
                        """)) {
            statement.setString(1, account);
            Map<String, Sums> sums = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sums.put(
                            rows.getString(1),
                            new Sums(rows.getBigDecimal(2), rows.getBigDecimal(3)));
                }
            }
            return sums;
        }
    }

    private void comparePositions(Map<String, PlainBooks.Book> books, Map<String, Sums> fills)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT symbol, quantity, cost, realized_pnl, fees FROM broker_positions
                        WHERE account_id = ? ORDER BY symbol
                        """)) {
            statement.setString(1, account);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String symbol = row.getString(1);
                    Sums sums = fills.getOrDefault(symbol, Sums.NOTHING);
                    requireSame(
                            "broker_positions",
                            symbol,
                            "quantity, by the sum of fills",
                            row.getBigDecimal(2),
                            sums.units());
                    requireSame(
                            "broker_positions",
                            symbol,
                            "fees, by the sum of fills",
                            row.getBigDecimal(5),
                            sums.fees());
                    Optional<PlainBooks.Book> book = Optional.ofNullable(books.get(symbol));
                    if (book.isPresent()) {
                        compareBook(symbol, row, book.get());
                    }
                }
            }
        }
    }

    private void compareBook(String symbol, ResultSet row, PlainBooks.Book book)
            throws SQLException {
        String by = ", by plain arithmetic";
        String table = "broker_positions";
        requireSame(table, symbol, "quantity" + by, row.getBigDecimal(2), book.units());
        requireSame(table, symbol, "cost" + by, row.getBigDecimal(3), book.cost());
        requireSame(table, symbol, "realized_pnl" + by, row.getBigDecimal(4), book.realised());
        requireSame(table, symbol, "fees" + by, row.getBigDecimal(5), book.fees());
    }

    private void requireSame(
            String table, String row, String column, BigDecimal ledger, BigDecimal expected) {
        if (ledger.compareTo(expected) != 0) {
            findings.add(
                    new Difference(
                            account,
                            table,
                            row,
                            column,
                            RowComparison.plain(ledger),
                            RowComparison.plain(expected)));
        }
    }
}
