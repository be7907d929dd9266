package dev.keel.ledger.projection;

import static dev.keel.ledger.projection.Column.OnChange.KEEP;
import static dev.keel.ledger.projection.ColumnType.BIGINT;
import static dev.keel.ledger.projection.ColumnType.INTEGER;
import static dev.keel.ledger.projection.ColumnType.NUMERIC;
import static dev.keel.ledger.projection.ColumnType.TEXT;
import static dev.keel.ledger.projection.ColumnType.TIMESTAMP;

/** The tables of trades and of what they mean for the books; every row is written once. */
final class BookTables {
    static final Table<RecordedTrade> FILL = trades("fill").build();

    static final Table<RecordedTrade> FILL_BUST =
            trades("fill_bust")
                    .column("evidence_source", TEXT, KEEP, RecordedTrade::evidenceSource)
                    .column("evidence_reference", TEXT, KEEP, RecordedTrade::evidenceReference)
                    .build();

    static final Table<RecordedTrade> EXTERNAL_TRADE =
            trades("external_trade")
                    .column("cause", TEXT, KEEP, RecordedTrade::cause)
                    .column("venue_order", TEXT, KEEP, RecordedTrade::venueOrder)
                    .build();

    static final Table<Posting> POSTING =
            Table.<Posting>named("posting")
                    .column("account_id", TEXT, KEEP, row -> row.event().account().value())
                    .column("sequence", BIGINT, KEEP, row -> row.event().sequence())
                    .column("line", INTEGER, KEEP, Posting::line)
                    .column("book", TEXT, KEEP, Posting::book)
                    .column("asset", TEXT, KEEP, row -> row.amount().asset().code())
                    .column("amount", NUMERIC, KEEP, row -> row.amount().amount())
                    .column("order_id", BIGINT, KEEP, Posting::orderNumber)
                    .column("trade_id", TEXT, KEEP, Posting::tradeName)
                    .column("symbol", TEXT, KEEP, row -> row.cause().symbol())
                    .column("at", TIMESTAMP, KEEP, row -> row.event().at())
                    .build();

    static final Table<RiskAdjustment> RISK_ADJUSTMENT =
            Table.<RiskAdjustment>named("risk_adjustments")
                    .column("account_id", TEXT, KEEP, row -> row.moment().account().value())
                    .column("sequence", BIGINT, KEEP, row -> row.moment().sequence())
                    .column("trade_ledger_id", BIGINT, KEEP, row -> row.order().id().value())
                    .column("adjustment_type", TEXT, KEEP, RiskAdjustment::type)
                    .column(
                            "original_quantity",
                            NUMERIC,
                            KEEP,
                            row -> row.original().quantity().value())
                    .column(
                            "adjusted_quantity",
                            NUMERIC,
                            KEEP,
                            row -> row.adjusted().quantity().value())
                    .column("original_loss", NUMERIC, KEEP, row -> row.original().loss())
                    .column("adjusted_loss", NUMERIC, KEEP, row -> row.adjusted().loss())
                    .column("reason", TEXT, KEEP, RiskAdjustment::reason)
                    .column("created_at", TIMESTAMP, KEEP, row -> row.moment().at())
                    .build();

    private BookTables() {}

    private static Table.Builder<RecordedTrade> trades(String name) {
        return Table.<RecordedTrade>named(name)
                .column("account_id", TEXT, KEEP, row -> row.moment().account().value())
                .column("sequence", BIGINT, KEEP, row -> row.moment().sequence())
                .column("order_id", BIGINT, KEEP, RecordedTrade::orderNumber)
                .column("trade_id", TEXT, KEEP, row -> row.fill().tradeId().value())
                .column("symbol", TEXT, KEEP, row -> row.instrument().symbol())
                .column("side", TEXT, KEEP, row -> row.side().name())
                .column("price", NUMERIC, KEEP, row -> row.fill().price().value())
                .column("quantity", NUMERIC, KEEP, row -> row.fill().quantity().value())
                .column("notional", NUMERIC, KEEP, row -> row.notional().amount())
                .column("fee", NUMERIC, KEEP, row -> row.fill().fee().amount())
                .column("fee_asset", TEXT, KEEP, row -> row.fill().fee().asset().code())
                .column("fee_in_base", NUMERIC, KEEP, RecordedTrade::feeInBase)
                .column("liquidity", TEXT, KEEP, row -> row.fill().liquidity().name())
                .column("filled_at", TIMESTAMP, KEEP, row -> row.fill().at())
                .column("at", TIMESTAMP, KEEP, row -> row.moment().at());
    }
}
