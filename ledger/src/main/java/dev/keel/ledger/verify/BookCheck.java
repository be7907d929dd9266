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

/**
 * Compares cash and positions with the plain books and with the sums of the postings, and positions
 * with the sums of the trades.
 */
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
        comparePostings(books);
        requireBalance();
    }

    /** The postings of each book and symbol; of fees those of trades, not of movements. */
    private void comparePostings(PlainBooks books) throws SQLException {
        Map<String, BigDecimal> sums = sumsOfPostings();
        requirePosted(sums, "cash", books.cash());
        for (Map.Entry<String, PlainBooks.Book> traded : books.books().entrySet()) {
            String symbol = traded.getKey();
            PlainBooks.Book book = traded.getValue();
            requirePosted(sums, "position:" + symbol, book.signedCost());
            requirePosted(
                    sums,
                    "contract:" + symbol,
                    book.isSpot() ? BigDecimal.ZERO : book.signedCost().negate());
            requirePosted(sums, "realised_pnl " + symbol, book.realised().negate());
            requirePosted(sums, "fees " + symbol, book.fees());
        }
    }

    private void requirePosted(Map<String, BigDecimal> sums, String book, BigDecimal expected) {
        requireSame(
                "posting",
                book,
                "the sum of the book",
                sums.getOrDefault(book, BigDecimal.ZERO),
                expected);
    }

    private Map<String, BigDecimal> sumsOfPostings() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT CASE WHEN book = 'realised_pnl' THEN book || ' ' || symbol
                                    WHEN book <> 'fees' THEN book
                                    WHEN trade_id IS NULL THEN 'charges'
                                    ELSE book || ' ' || symbol END AS name, sum(amount)
                        FROM posting WHERE account_id = ? GROUP BY name
                        """)) {
            statement.setString(1, account);
            Map<String, BigDecimal> sums = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sums.put(rows.getString(1), rows.getBigDecimal(2));
                }
            }
            return sums;
        }
    }

    private void requireBalance() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT sequence, asset, sum(amount) FROM posting WHERE account_id = ?
                        GROUP BY sequence, asset HAVING sum(amount) <> 0 ORDER BY sequence LIMIT 100
                        """)) {
            statement.setString(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    requireSame(
                            "posting",
                            "of event " + rows.getLong(1),
                            "the sum in " + rows.getString(2),
                            rows.getBigDecimal(3),
                            BigDecimal.ZERO);
                }
            }
        }
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
                        SELECT symbol, sum(CASE side WHEN 'BUY' THEN turn ELSE -turn END * quantity
                                           - turn * fee_in_base),
                               sum(turn * fee)
                        FROM (SELECT symbol, side, quantity, fee, fee_in_base, 1 AS turn
                              FROM fill WHERE account_id = ?
                              UNION ALL
                              SELECT symbol, side, quantity, fee, fee_in_base, -1
                              FROM fill_bust WHERE account_id = ?
                              UNION ALL
                              SELECT symbol, side, quantity, fee, fee_in_base,
                                     CASE cause WHEN 'BUST' THEN -1 ELSE 1 END
                              FROM external_trade WHERE account_id = ?) AS traded
                        GROUP BY symbol
                        """)) {
            statement.setString(1, account);
            statement.setString(2, account);
            statement.setString(3, account);
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
