-- The books, and what the order protocol leaves behind: postings, trades of others, busts, differences, alarms, switches.
-- All of it is derived from events in their own transaction, as the tables before it. What events of an earlier Keel
-- mean for these tables is booked when the ledger is opened, see books_due.

-- Which order an event is about, so that the whole story of an order is one look into an index.
ALTER TABLE event ADD COLUMN order_id bigint CHECK (order_id > 0);
ALTER TABLE event DISABLE TRIGGER event_is_append_only;
UPDATE event SET order_id = substring(payload::text FROM '"order":"([0-9]+)"')::bigint
WHERE type LIKE 'order\_%' OR type = 'signal_executed';
ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_append_only;
CREATE INDEX event_of_order ON event (order_id) WHERE order_id IS NOT NULL;

COMMENT ON COLUMN event.order_id IS 'The order that it is about; null for none. The payload says the same.';

-- A bust takes back what was filled: the average goes, what was last seen stays.
ALTER TABLE trade_ledger DROP CONSTRAINT trade_ledger_execution_is_whole;
ALTER TABLE trade_ledger ADD CONSTRAINT trade_ledger_execution_is_whole
    CHECK ((filled_quantity > 0) = (avg_execution_price IS NOT NULL)
           AND (filled_quantity = 0 OR (execution_price IS NOT NULL AND executed_at IS NOT NULL)));

ALTER TABLE trade_ledger DROP COLUMN actual_loss;
ALTER TABLE trade_ledger ADD COLUMN realized_pnl numeric;
ALTER TABLE trade_ledger ADD COLUMN actual_loss numeric
    GENERATED ALWAYS AS (greatest(-realized_pnl, 0 * realized_pnl)) STORED;
CREATE INDEX trade_ledger_exits ON trade_ledger ((metadata ->> 'entry_order')) WHERE origin = 'protection';

COMMENT ON COLUMN trade_ledger.realized_pnl IS
    'What its fills realised by closing a position, busts undone, fees aside; null while they closed nothing.';
COMMENT ON COLUMN trade_ledger.actual_loss IS
    'The loss in realized_pnl, 0 for a profit; null for an order that closed nothing: its loss is its exit''s.';

CREATE TABLE fill_bust (
    account_id         text COLLATE "C" NOT NULL,
    sequence           bigint NOT NULL,
    order_id           bigint NOT NULL,
    trade_id           text COLLATE "C" NOT NULL,
    symbol             text COLLATE "C" NOT NULL,
    side               text NOT NULL CHECK (side IN ('BUY', 'SELL')),
    price              numeric NOT NULL CHECK (price > 0),
    quantity           numeric NOT NULL CHECK (quantity > 0),
    notional           numeric NOT NULL CHECK (notional >= 0),
    fee                numeric NOT NULL,
    fee_asset          text COLLATE "C" NOT NULL,
    liquidity          text NOT NULL CHECK (liquidity IN ('MAKER', 'TAKER')),
    filled_at          timestamptz NOT NULL,
    at                 timestamptz NOT NULL,
    evidence_source    text NOT NULL,
    evidence_reference text NOT NULL,
    PRIMARY KEY (account_id, sequence)
);

CREATE INDEX fill_bust_order ON fill_bust (order_id);

COMMENT ON TABLE fill_bust IS
    'One row for each fill that the venue took back. The row in fill stays; side and figures are the fill''s.';

CREATE TABLE external_trade (
    account_id  text COLLATE "C" NOT NULL,
    sequence    bigint NOT NULL,
    order_id    bigint,
    trade_id    text COLLATE "C" NOT NULL,
    symbol      text COLLATE "C" NOT NULL,
    side        text NOT NULL CHECK (side IN ('BUY', 'SELL')),
    price       numeric NOT NULL CHECK (price > 0),
    quantity    numeric NOT NULL CHECK (quantity > 0),
    notional    numeric NOT NULL CHECK (notional >= 0),
    fee         numeric NOT NULL,
    fee_asset   text COLLATE "C" NOT NULL,
    liquidity   text NOT NULL CHECK (liquidity IN ('MAKER', 'TAKER')),
    filled_at   timestamptz NOT NULL,
    at          timestamptz NOT NULL,
    cause       text NOT NULL CHECK (cause IN ('ORDER', 'LIQUIDATION', 'BUST')),
    venue_order text COLLATE "C" NOT NULL,
    PRIMARY KEY (account_id, sequence)
);

COMMENT ON TABLE external_trade IS
    'Trades on an account that no order at hand stands behind: of a person, of the venue, or of an order of long ago.';
COMMENT ON COLUMN external_trade.order_id IS 'Keel''s id as the venue told it, of an order that Keel no longer has at hand.';
COMMENT ON COLUMN external_trade.cause IS 'BUST takes back the trade with this id; side and figures are those of the trade.';

CREATE TABLE posting (
    account_id text COLLATE "C" NOT NULL,
    sequence   bigint NOT NULL,
    line       integer NOT NULL CHECK (line > 0),
    book       text COLLATE "C" NOT NULL,
    asset      text COLLATE "C" NOT NULL,
    amount     numeric NOT NULL CHECK (amount <> 0),
    order_id   bigint,
    trade_id   text COLLATE "C",
    symbol     text COLLATE "C",
    at         timestamptz NOT NULL,
    PRIMARY KEY (account_id, sequence, line)
);

COMMENT ON TABLE posting IS
    'Double entry: what each event moved in the books. Above zero is debit. The sum of an event''s postings is zero for '
    'each asset; corrections are entries of their own.';
COMMENT ON COLUMN posting.book IS
    'cash; position:SYMBOL at cost; contract:SYMBOL, what a derivative''s cost is owed against; realised_pnl; fees; '
    'funding; equity:transfers; rounding.';

CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT account_id, sequence, asset, sum(amount) AS rest INTO wrong
    FROM posted GROUP BY account_id, sequence, asset HAVING sum(amount) <> 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'postings of event % of account % must sum to zero, were % %',
            wrong.sequence, wrong.account_id, wrong.rest, wrong.asset USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;

-- Each statement must balance in itself, which is stricter than each transaction, and looks at the new rows alone.
CREATE TRIGGER posting_balances
    AFTER INSERT ON posting REFERENCING NEW TABLE AS posted
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced();
ALTER TABLE posting ENABLE ALWAYS TRIGGER posting_balances;

CREATE TRIGGER posting_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE posting ENABLE ALWAYS TRIGGER posting_is_append_only;

ALTER TABLE reconciliation_log ALTER COLUMN symbol DROP NOT NULL;
ALTER TABLE reconciliation_log
    ADD COLUMN number               bigint CHECK (number > 0),
    ADD COLUMN sequence             bigint,
    ADD COLUMN subject              text CHECK (subject IN ('order', 'fill', 'position', 'balance', 'funding')),
    ADD COLUMN classification       text
        CHECK (classification IN ('late_fill', 'bust', 'manual_trade', 'liquidation', 'transfer', 'funding', 'fee',
                                  'rounding', 'unknown')),
    ADD COLUMN ledger_cash          numeric,
    ADD COLUMN broker_cash          numeric,
    ADD COLUMN cash_discrepancy     numeric,
    ADD COLUMN impact               numeric,
    ADD COLUMN resolution_source    text,
    ADD COLUMN resolution_reference text;
ALTER TABLE reconciliation_log ADD CONSTRAINT reconciliation_log_number UNIQUE (account_id, number);
CREATE INDEX reconciliation_log_unresolved ON reconciliation_log (account_id) WHERE resolved_at IS NULL;

COMMENT ON TABLE reconciliation_log IS
    'One row for each difference between ledger and venue, derived from events; rows without a number are people''s.';
COMMENT ON COLUMN reconciliation_log.symbol IS 'Null for the account as a whole.';
COMMENT ON COLUMN reconciliation_log.ledger_quantity IS 'Signed, of an order, fill or position; ledger_cash is for the rest.';
COMMENT ON COLUMN reconciliation_log.ledger_price IS 'Prices are not compared: null.';
COMMENT ON COLUMN reconciliation_log.action IS
    'ledger_adjusted: the venue''s own record explained it and was taken over. manual_review: nobody knows why, risk is '
    'frozen. trading_stopped: the same, and the account was halted for it.';
COMMENT ON COLUMN reconciliation_log.impact IS 'At stake at the last price, in the account''s currency; null if not known.';
COMMENT ON COLUMN reconciliation_log.risk_impact IS
    'LOW from an impact of 100, MEDIUM from 500, HIGH from 1,000; null below, or if it is not known.';
COMMENT ON COLUMN reconciliation_log.resolved_at IS 'Of an explained difference when it was found: it was repaired at once.';

-- Written with the order in one transaction and proven with it, like every other table.
ALTER TABLE risk_adjustments DROP CONSTRAINT risk_adjustments_trade_ledger_id_fkey;
ALTER TABLE risk_adjustments ADD COLUMN sequence bigint;
ALTER TABLE risk_adjustments ADD CONSTRAINT risk_adjustments_event UNIQUE (account_id, sequence, adjustment_type);

COMMENT ON TABLE risk_adjustments IS
    'What fills made of the risk that was judged: partial_fill, slippage, bust. Derived from events.';
COMMENT ON COLUMN risk_adjustments.original_loss IS 'What was lost at the stop, as it was judged; null without a stop.';
COMMENT ON COLUMN risk_adjustments.daily_loss_before IS
    'Null: it hangs on prices of other positions, which no event holds.';

COMMENT ON COLUMN broker_positions.current_price IS 'The price of the latest trade, a bust counted at its own.';
COMMENT ON COLUMN broker_positions.last_reconciled IS 'When a difference in it was last found or resolved.';
COMMENT ON COLUMN broker_positions.reconciliation_count IS 'How often that was.';
COMMENT ON COLUMN broker_positions.last_discrepancy IS 'The venue''s quantity less the ledger''s then; 0 once resolved.';

CREATE TABLE external_order (
    account_id  text COLLATE "C" NOT NULL,
    symbol      text COLLATE "C" NOT NULL,
    venue_order text COLLATE "C" NOT NULL,
    sequence    bigint NOT NULL,
    side        text NOT NULL CHECK (side IN ('BUY', 'SELL')),
    quantity    numeric NOT NULL CHECK (quantity >= 0),
    filled      numeric NOT NULL CHECK (filled >= 0),
    status      text NOT NULL CHECK (status IN ('EXTERNAL', 'GONE')),
    words       text NOT NULL,
    first_seen  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (account_id, symbol, venue_order)
);

COMMENT ON TABLE external_order IS 'Orders of others on an account, as the venue showed them last; never touched.';
COMMENT ON COLUMN external_order.status IS 'EXTERNAL while it works, GONE once the venue shows it no more.';

CREATE TABLE alarm (
    account_id text COLLATE "C" NOT NULL,
    sequence   bigint NOT NULL,
    kind       text NOT NULL,
    symbol     text COLLATE "C",
    detail     text NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (account_id, sequence)
);

CREATE INDEX alarm_latest ON alarm (at);

CREATE TRIGGER alarm_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON alarm
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE alarm ENABLE ALWAYS TRIGGER alarm_is_append_only;

COMMENT ON TABLE alarm IS 'What a person must hear of, append-only.';

CREATE TABLE kill_switch (
    account_id text COLLATE "C" NOT NULL,
    scope      text NOT NULL CHECK (scope IN ('account', 'strategy', 'symbol')),
    name       text COLLATE "C" NOT NULL,
    sequence   bigint NOT NULL,
    level      text CHECK (level IN ('NO_NEW', 'REDUCE_ONLY', 'CANCEL_ALL', 'FLATTEN')),
    reason     text,
    who        text NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, scope, name),
    CHECK ((level IS NULL) = (reason IS NULL)),
    CHECK ((scope = 'account') = (name = ''))
);

COMMENT ON TABLE kill_switch IS 'The kill switches of accounts that were ever thrown, as they stand.';
COMMENT ON COLUMN kill_switch.name IS 'The strategy or symbol; empty for the whole account.';
COMMENT ON COLUMN kill_switch.level IS 'Null while it is armed and lets everything pass.';

-- Accounts whose events were written by a Keel without books. Opening the ledger books them and empties this table.
CREATE TABLE books_due (
    account_id text COLLATE "C" PRIMARY KEY
);
INSERT INTO books_due SELECT id FROM account;

-- Which settings an account had at a moment; few events are of this kind.
CREATE INDEX event_settings ON event (account_id, sequence) WHERE type IN ('opened', 'settings_changed');
