package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.position.PositionSide;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.SignalId;
import dev.keel.ledger.projection.LedgerStatus;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** Rows of the tables as records. */
final class Mappings {
    private Mappings() {}

    static LedgerEntry ledgerEntry(Rows row) throws SQLException {
        return new LedgerEntry(
                new LedgerEntry.Names(
                        new OrderId(row.integer("order_id")),
                        account(row),
                        row.text("trade_uuid"),
                        row.textOrNull("user_id"),
                        row.textOrNull("broker_order_id"),
                        row.textOrNull("broker_position_id")),
                new LedgerEntry.Terms(
                        row.text("symbol"),
                        row.text("action"),
                        row.text("order_type"),
                        row.text("origin"),
                        row.number("requested_quantity"),
                        row.numberOrNull("entry_price"),
                        row.numberOrNull("stop_loss"),
                        row.numberOrNull("take_profit")),
                new LedgerEntry.Execution(
                        row.number("filled_quantity"),
                        row.numberOrNull("execution_price"),
                        row.numberOrNull("avg_execution_price"),
                        row.numberOrNull("slippage"),
                        row.number("fees")),
                new LedgerEntry.Losses(
                        row.numberOrNull("potential_loss"), row.numberOrNull("actual_loss")),
                ending(row),
                new LedgerEntry.Times(
                        row.instant("created_at"),
                        row.instantOrNull("submitted_at"),
                        row.instantOrNull("executed_at"),
                        row.instant("updated_at")),
                row.text("metadata"));
    }

    static PositionEntry position(Rows row) throws SQLException {
        return new PositionEntry(
                account(row),
                row.text("symbol"),
                PositionSide.valueOf(row.text("side").toUpperCase(Locale.ROOT)),
                row.number("quantity"),
                row.numberOrNull("avg_price"),
                new PositionEntry.Results(
                        row.number("current_price"),
                        row.number("cost"),
                        row.number("unrealized_pnl"),
                        row.number("realized_pnl"),
                        row.number("fees")),
                new PositionEntry.Reconciled(
                        row.numberOrNull("margin_used"),
                        row.numberOrNull("margin_free"),
                        row.instantOrNull("last_reconciled"),
                        row.smallInteger("reconciliation_count"),
                        row.numberOrNull("last_discrepancy"),
                        row.textOrNull("broker_position_id"),
                        row.textOrNull("broker_account")),
                row.instant("updated_at"));
    }

    static FillEntry fill(Rows row) throws SQLException {
        return new FillEntry(
                account(row),
                row.integer("sequence"),
                new OrderId(row.integer("order_id")),
                row.text("trade_id"),
                new FillEntry.Trade(
                        row.text("symbol"),
                        Side.valueOf(row.text("side")),
                        row.number("price"),
                        row.number("quantity"),
                        row.number("notional"),
                        row.number("fee"),
                        Liquidity.valueOf(row.text("liquidity")),
                        row.instant("filled_at")));
    }

    static SignalEntry signal(Rows row) throws SQLException {
        return new SignalEntry(
                account(row),
                SignalId.parse(row.text("id")),
                Direction.valueOf(row.text("direction")),
                new SignalEntry.Conviction(row.number("strength"), row.number("confidence")),
                new SignalEntry.Plan(
                        row.number("entry"),
                        row.numberOrNull("stop"),
                        row.numberOrNull("target"),
                        row.numberOrNull("average_true_range")),
                row.text("reasons"),
                new SignalEntry.Outcome(
                        SignalEntry.Status.valueOf(row.text("status").toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.textOrNull("decline_reason"))
                                .map(DeclineReason::valueOf)
                                .orElse(null),
                        row.textOrNull("detail"),
                        row.optionalInteger("order_id").map(OrderId::new).orElse(null)),
                new SignalEntry.Times(
                        row.instant("created_at"),
                        row.instant("updated_at"),
                        row.instantOrNull("expires_at")));
    }

    static AccountEntry accountEntry(Rows row) throws SQLException {
        return new AccountEntry(
                AccountId.of(row.text("id")),
                row.smallInteger("number"),
                row.integer("sequence"),
                new Money(Asset.of(row.text("currency")), row.number("cash")),
                ExecutionMode.valueOf(row.text("mode").toUpperCase(Locale.ROOT)),
                row.textOrNull("halt_reason"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    static DailyStatistics daily(Rows row) throws SQLException {
        return new DailyStatistics(
                account(row),
                LocalDate.parse(row.text("day")),
                row.integer("orders"),
                row.integer("rejected"),
                row.integer("fills"),
                row.number("volume"),
                row.number("fees"));
    }

    static TradingControl control(Rows row) throws SQLException {
        return new TradingControl(
                row.flag("trading_enabled")
                        ? TradingSwitch.Enabled.INSTANCE
                        : new TradingSwitch.Halted(
                                level(row.text("stop_level")), row.text("stop_reason")),
                new TradingControl.Reconciliation(
                        row.flag("reconciliation_enabled"),
                        row.flag("stop_threshold_exceeded"),
                        row.smallInteger("consecutive_failures")),
                new TradingControl.Thresholds(
                        row.number("max_discrepancy_threshold"),
                        row.smallInteger("max_consecutive_failures"),
                        row.number("slippage_threshold")),
                row.instantOrNull("stopped_at"),
                row.instantOrNull("last_check"),
                row.textOrNull("stop_details"),
                row.text("updated_by"),
                row.instant("updated_at"));
    }

    static UserControl userControl(Rows row) throws SQLException {
        String level = row.textOrNull("level");
        return new UserControl(
                new UserId(row.text("user_id")),
                level == null
                        ? TradingSwitch.Enabled.INSTANCE
                        : new TradingSwitch.Halted(level(level), row.text("reason")),
                row.instantOrNull("stopped_at"),
                row.text("updated_by"),
                row.instant("updated_at"));
    }

    static LimitEntry limit(Rows row) throws SQLException {
        Asset currency = Asset.of(row.text("currency"));
        return new LimitEntry(
                row.text("scope"),
                new Money(currency, row.number("used")),
                Optional.ofNullable(row.numberOrNull("max_stake"))
                        .map(max -> new Money(currency, max)));
    }

    private static KillLevel level(String word) {
        return KillLevel.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static LedgerEntry.Ending ending(Rows row) throws SQLException {
        String word = row.text("status");
        return new LedgerEntry.Ending(
                LedgerStatus.parse(word)
                        .orElseThrow(() -> new SQLException("status '" + word + "' is unknown")),
                word,
                row.textOrNull("evidence_source"),
                row.textOrNull("evidence_reference"),
                row.textOrNull("error_message"));
    }

    private static AccountId account(Rows row) throws SQLException {
        return AccountId.of(row.text("account_id"));
    }
}
