package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AlarmKind;
import dev.keel.core.account.Difference;
import dev.keel.core.account.KillLevel;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import java.sql.SQLException;
import java.util.Locale;

/** Rows of the books and of what safety rules left behind, as records. */
final class BookMappings {
    private BookMappings() {}

    static PostingEntry posting(Rows row) throws SQLException {
        return new PostingEntry(
                account(row),
                row.integer("sequence"),
                row.smallInteger("line"),
                row.text("book"),
                new Money(Asset.of(row.text("asset")), row.number("amount")),
                new PostingEntry.Cause(
                        row.optionalInteger("order_id").map(OrderId::new).orElse(null),
                        row.textOrNull("trade_id"),
                        row.textOrNull("symbol")),
                row.instant("at"));
    }

    static BookBalance balance(Rows row) throws SQLException {
        return new BookBalance(
                row.text("book"), new Money(Asset.of(row.text("asset")), row.number("balance")));
    }

    static ReconciliationEntry reconciliation(Rows row) throws SQLException {
        return new ReconciliationEntry(
                account(row),
                row.integer("number"),
                row.textOrNull("symbol"),
                new ReconciliationEntry.Kind(
                        Difference.Subject.valueOf(upper(row.text("subject"))), explanation(row)),
                new ReconciliationEntry.Sides(
                        row.numberOrNull("ledger_figure"),
                        row.numberOrNull("broker_figure"),
                        row.number("discrepancy")),
                new ReconciliationEntry.Impact(
                        row.text("action"),
                        row.flag("trading_stopped"),
                        row.numberOrNull("impact"),
                        row.textOrNull("risk_impact")),
                row.text("action_details"),
                new ReconciliationEntry.Times(
                        row.instant("reconciliation_time"), row.instantOrNull("resolved_at")));
    }

    static ReconciliationReport.Total total(Rows row) throws SQLException {
        return new ReconciliationReport.Total(
                explanation(row), row.integer("differences"), row.number("impact"));
    }

    static RiskAdjustmentEntry adjustment(Rows row) throws SQLException {
        return new RiskAdjustmentEntry(
                account(row),
                new OrderId(row.integer("trade_ledger_id")),
                row.text("adjustment_type"),
                new RiskAdjustmentEntry.Risk(
                        row.number("original_quantity"), row.numberOrNull("original_loss")),
                new RiskAdjustmentEntry.Risk(
                        row.number("adjusted_quantity"), row.numberOrNull("adjusted_loss")),
                row.text("reason"),
                row.instant("created_at"));
    }

    static ExternalOrderEntry externalOrder(Rows row) throws SQLException {
        return new ExternalOrderEntry(
                account(row),
                row.text("symbol"),
                row.text("venue_order"),
                new ExternalOrderEntry.Terms(
                        Side.valueOf(row.text("side")),
                        row.number("quantity"),
                        row.number("filled")),
                row.text("words"),
                row.instant("first_seen"),
                row.instant("updated_at"));
    }

    static AlarmEntry alarm(Rows row) throws SQLException {
        return new AlarmEntry(
                account(row),
                row.integer("sequence"),
                AlarmKind.valueOf(row.text("kind")),
                row.textOrNull("symbol"),
                row.text("detail"),
                row.instant("at"));
    }

    static KillSwitchEntry killSwitch(Rows row) throws SQLException {
        return new KillSwitchEntry(
                account(row),
                row.text("scope"),
                row.text("name"),
                KillLevel.valueOf(row.text("level")),
                row.text("reason"),
                row.text("who"),
                row.instant("updated_at"));
    }

    private static Difference.Explanation explanation(Rows row) throws SQLException {
        return Difference.Explanation.valueOf(upper(row.text("classification")));
    }

    private static AccountId account(Rows row) throws SQLException {
        return AccountId.of(row.text("account_id"));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
