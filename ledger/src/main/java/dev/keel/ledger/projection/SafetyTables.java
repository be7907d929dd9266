package dev.keel.ledger.projection;

import static dev.keel.ledger.projection.Column.OnChange.KEEP;
import static dev.keel.ledger.projection.Column.OnChange.KEY;
import static dev.keel.ledger.projection.Column.OnChange.LAST;
import static dev.keel.ledger.projection.Column.OnChange.REPLACE;
import static dev.keel.ledger.projection.ColumnType.BIGINT;
import static dev.keel.ledger.projection.ColumnType.BOOLEAN;
import static dev.keel.ledger.projection.ColumnType.JSONB;
import static dev.keel.ledger.projection.ColumnType.NUMERIC;
import static dev.keel.ledger.projection.ColumnType.TEXT;
import static dev.keel.ledger.projection.ColumnType.TIMESTAMP;

import dev.keel.ledger.projection.RecordedDifference.Figure;

/** The tables of differences, orders of others, alarms and kill switches. */
final class SafetyTables {
    static final Table<RecordedDifference> RECONCILIATION =
            Table.<RecordedDifference>named("reconciliation_log")
                    .column("account_id", TEXT, KEY, row -> row.account().value())
                    .column("number", BIGINT, KEY, RecordedDifference::number)
                    .column("sequence", BIGINT, KEEP, RecordedDifference::sequence)
                    .column("symbol", TEXT, KEEP, RecordedDifference::symbol)
                    .column("subject", TEXT, KEEP, RecordedDifference::subject)
                    .column("classification", TEXT, KEEP, RecordedDifference::classification)
                    .column("ledger_quantity", NUMERIC, KEEP, row -> row.ledger(Figure.QUANTITY))
                    .column("broker_quantity", NUMERIC, KEEP, row -> row.venue(Figure.QUANTITY))
                    .column("quantity_discrepancy", NUMERIC, KEEP, row -> row.gap(Figure.QUANTITY))
                    .column("ledger_cash", NUMERIC, KEEP, row -> row.ledger(Figure.CASH))
                    .column("broker_cash", NUMERIC, KEEP, row -> row.venue(Figure.CASH))
                    .column("cash_discrepancy", NUMERIC, KEEP, row -> row.gap(Figure.CASH))
                    .column("impact", NUMERIC, KEEP, RecordedDifference::impact)
                    .column("risk_impact", TEXT, KEEP, RecordedDifference::riskImpact)
                    .column("action", TEXT, LAST, RecordedDifference::action)
                    .column("action_details", TEXT, KEEP, RecordedDifference::detail)
                    .column("trading_stopped", BOOLEAN, LAST, RecordedDifference::stopped)
                    .column("reconciliation_time", TIMESTAMP, KEEP, RecordedDifference::at)
                    .column("resolved_at", TIMESTAMP, LAST, RecordedDifference::resolvedAt)
                    .column("resolution_source", TEXT, LAST, RecordedDifference::resolutionSource)
                    .column(
                            "resolution_reference",
                            TEXT,
                            LAST,
                            RecordedDifference::resolutionReference)
                    .column("broker_data", JSONB, KEEP, RecordedDifference::brokerData)
                    .column("ledger_data", JSONB, KEEP, RecordedDifference::ledgerData)
                    .build();

    static final Table<RecordedExternalOrder> EXTERNAL_ORDER =
            Table.<RecordedExternalOrder>named("external_order")
                    .column("account_id", TEXT, KEY, row -> row.account().value())
                    .column("symbol", TEXT, KEY, row -> row.order().instrument().symbol())
                    .column("venue_order", TEXT, KEY, row -> row.order().id().value())
                    .column("sequence", BIGINT, REPLACE, RecordedExternalOrder::sequence)
                    .column("side", TEXT, REPLACE, row -> row.order().side().name())
                    .column("quantity", NUMERIC, REPLACE, row -> row.order().quantity().value())
                    .column("filled", NUMERIC, REPLACE, row -> row.order().filled().value())
                    .column("status", TEXT, REPLACE, row -> row.working() ? "EXTERNAL" : "GONE")
                    .column("words", TEXT, REPLACE, row -> row.order().words())
                    .column("first_seen", TIMESTAMP, KEEP, RecordedExternalOrder::at)
                    .column("updated_at", TIMESTAMP, REPLACE, RecordedExternalOrder::at)
                    .build();

    static final Table<RecordedAlarm> ALARM =
            Table.<RecordedAlarm>named("alarm")
                    .column("account_id", TEXT, KEEP, row -> row.account().value())
                    .column("sequence", BIGINT, KEEP, RecordedAlarm::sequence)
                    .column("kind", TEXT, KEEP, row -> row.alarm().kind().name())
                    .column("symbol", TEXT, KEEP, RecordedAlarm::symbol)
                    .column("detail", TEXT, KEEP, row -> row.alarm().detail())
                    .column("at", TIMESTAMP, KEEP, row -> row.alarm().at())
                    .build();

    static final Table<RecordedSwitch> KILL_SWITCH =
            Table.<RecordedSwitch>named("kill_switch")
                    .column("account_id", TEXT, KEY, row -> row.account().value())
                    .column("scope", TEXT, KEY, RecordedSwitch::scopeName)
                    .column("name", TEXT, KEY, RecordedSwitch::name)
                    .column("sequence", BIGINT, REPLACE, RecordedSwitch::sequence)
                    .column("level", TEXT, REPLACE, RecordedSwitch::levelName)
                    .column("reason", TEXT, REPLACE, RecordedSwitch::reason)
                    .column("who", TEXT, REPLACE, RecordedSwitch::who)
                    .column("updated_at", TIMESTAMP, REPLACE, RecordedSwitch::at)
                    .build();

    private SafetyTables() {}
}
