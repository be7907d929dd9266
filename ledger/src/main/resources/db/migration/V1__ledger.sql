-- The ledger of Keel. Events are the truth; every other table is derived from them in the same transaction, except those
-- that people and the reconciler write (trading_control, reconciliation_log, risk_adjustments, feed_position).
--
-- No foreign keys: a writer holds the account's row and writes events and tables together, and `keel ledger verify`
-- proves that they agree. Ids and symbols sort by bytes, as they do in Keel.

CREATE TABLE account (
    id          text COLLATE "C" PRIMARY KEY,
    number      integer NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 8999999),
    currency    text COLLATE "C" NOT NULL,
    sequence    bigint NOT NULL CHECK (sequence > 0),
    cash        numeric NOT NULL,
    mode        text NOT NULL CHECK (mode IN ('manual', 'ai_assisted', 'ai_full_auto', 'paper_trading')),
    halted      boolean NOT NULL,
    halt_reason text,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CHECK (halted = (halt_reason IS NOT NULL))
) WITH (fillfactor = 50);

COMMENT ON TABLE account IS 'One row for each account; whoever writes to an account holds its row FOR UPDATE.';
COMMENT ON COLUMN account.number IS 'The first digits of the account''s order ids.';
COMMENT ON COLUMN account.sequence IS 'The sequence of the latest event.';

CREATE TABLE event (
    account_id  text COLLATE "C" NOT NULL,
    sequence    bigint NOT NULL CHECK (sequence > 0),
    type        text NOT NULL,
    at          timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    payload     json NOT NULL,
    PRIMARY KEY (account_id, sequence)
);

COMMENT ON TABLE event IS 'What happened, in order, append-only.';
COMMENT ON COLUMN event.at IS 'The platform''s time when it was decided, cut to microseconds; market time in a replay.';
COMMENT ON COLUMN event.recorded_at IS 'The database''s time of the transaction.';
COMMENT ON COLUMN event.payload IS 'The whole event as it was written; json, not jsonb, so that no byte changes.';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER event_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Also for a session that replays another server's changes.
ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_append_only;

CREATE TABLE trade_ledger (
    order_id            bigint PRIMARY KEY CHECK (order_id > 0),
    account_id          text COLLATE "C" NOT NULL,
    trade_uuid          text COLLATE "C" NOT NULL,
    user_id             text,
    symbol              text COLLATE "C" NOT NULL,
    action              text NOT NULL CHECK (action IN ('BUY', 'SELL')),
    order_type          text NOT NULL
                        CHECK (order_type IN ('MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT', 'TRAILING_STOP')),
    origin              text NOT NULL CHECK (origin IN ('signal', 'client', 'protection', 'safety')),
    requested_quantity  numeric NOT NULL CHECK (requested_quantity > 0),
    filled_quantity     numeric NOT NULL CHECK (filled_quantity >= 0),
    entry_price         numeric CHECK (entry_price > 0),
    execution_price     numeric CHECK (execution_price > 0),
    avg_execution_price numeric CHECK (avg_execution_price > 0),
    stop_loss           numeric CHECK (stop_loss > 0),
    take_profit         numeric CHECK (take_profit > 0),
    slippage            numeric,
    potential_loss      numeric CHECK (potential_loss >= 0),
    actual_loss         numeric CHECK (actual_loss >= 0),
    fees                numeric NOT NULL,
    status              text NOT NULL
                        CHECK (status IN ('pending', 'in_doubt', 'working', 'partially_filled', 'canceling',
                                          'filled', 'cancelled', 'expired', 'rejected', 'failed')),
    broker_order_id     text,
    broker_position_id  text,
    evidence_source     text,
    evidence_reference  text,
    created_at          timestamptz NOT NULL,
    submitted_at        timestamptz,
    executed_at         timestamptz,
    updated_at          timestamptz NOT NULL,
    metadata            jsonb NOT NULL,
    error_message       text,
    CONSTRAINT trade_ledger_end_has_evidence
        CHECK ((status IN ('filled', 'cancelled', 'expired', 'rejected', 'failed'))
               = (evidence_source IS NOT NULL AND evidence_reference IS NOT NULL)),
    CONSTRAINT trade_ledger_execution_is_whole
        CHECK ((filled_quantity > 0) = (avg_execution_price IS NOT NULL AND execution_price IS NOT NULL
                                        AND executed_at IS NOT NULL))
) WITH (fillfactor = 45);

-- With the primary key: no two rows have one trade_uuid. A client's key that looks like an order id clashes with none.
CREATE UNIQUE INDEX trade_ledger_client_key ON trade_ledger (account_id, trade_uuid) WHERE origin = 'client';
CREATE INDEX trade_ledger_latest ON trade_ledger (created_at, order_id);

COMMENT ON TABLE trade_ledger IS 'One row for each order, refused ones included, as it stands.';
COMMENT ON COLUMN trade_ledger.order_id IS 'Keel''s id of the order and the client order id that the venue sees.';
COMMENT ON COLUMN trade_ledger.trade_uuid IS 'The client''s key for an order of a client, else the order id.';
COMMENT ON COLUMN trade_ledger.user_id IS 'Who asked for it, for an order of a client.';
COMMENT ON COLUMN trade_ledger.entry_price IS
    'The price it was judged and is reserved at: limit or trigger, else the market''s; null if it was refused.';
COMMENT ON COLUMN trade_ledger.execution_price IS 'The price of the latest fill.';
COMMENT ON COLUMN trade_ledger.avg_execution_price IS 'Half-even to 18 decimals.';
COMMENT ON COLUMN trade_ledger.slippage IS
    'Average execution against entry_price as a share of it; above zero is worse than expected.';
COMMENT ON COLUMN trade_ledger.potential_loss IS
    'What is lost between entry_price and stop_loss on the requested quantity, fees aside; null without a stop.';
COMMENT ON COLUMN trade_ledger.actual_loss IS 'Not derived yet: null.';
COMMENT ON COLUMN trade_ledger.fees IS 'Paid so far, rebates subtracted.';
COMMENT ON COLUMN trade_ledger.status IS
    'pending: intent committed, no answer. in_doubt: outcome unknown. working, partially_filled: at the venue. canceling: '
    'cancel committed. rejected: refused by risk or by the venue. Keel never writes failed: what fails is rejected by '
    'somebody, or in doubt.';
COMMENT ON COLUMN trade_ledger.broker_position_id IS 'The symbol, since positions are netted; null until it traded.';
COMMENT ON COLUMN trade_ledger.submitted_at IS 'When Keel first knew that the venue has it.';
COMMENT ON COLUMN trade_ledger.executed_at IS 'The venue''s time of the latest fill.';

CREATE TABLE fill (
    account_id text COLLATE "C" NOT NULL,
    sequence   bigint NOT NULL,
    order_id   bigint NOT NULL,
    trade_id   text COLLATE "C" NOT NULL,
    symbol     text COLLATE "C" NOT NULL,
    side       text NOT NULL CHECK (side IN ('BUY', 'SELL')),
    price      numeric NOT NULL CHECK (price > 0),
    quantity   numeric NOT NULL CHECK (quantity > 0),
    notional   numeric NOT NULL CHECK (notional >= 0),
    fee        numeric NOT NULL,
    fee_asset  text COLLATE "C" NOT NULL,
    liquidity  text NOT NULL CHECK (liquidity IN ('MAKER', 'TAKER')),
    filled_at  timestamptz NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (account_id, sequence),
    UNIQUE (order_id, trade_id)
);

COMMENT ON TABLE fill IS 'One row for each fill, as the venue reported it; a trade counts once for an order.';
COMMENT ON COLUMN fill.sequence IS 'The event it was recorded by.';
COMMENT ON COLUMN fill.trade_id IS
    'The venue''s id. Unique for the order only: venues number trades by market, and both sides of a self-trade share one.';
COMMENT ON COLUMN fill.notional IS 'Price x quantity (x contract size), half-even to 18 decimals.';
COMMENT ON COLUMN fill.fee IS 'Above zero is paid, below is a rebate.';
COMMENT ON COLUMN fill.filled_at IS 'The venue''s time.';
COMMENT ON COLUMN fill.at IS 'The platform''s time.';

CREATE TABLE broker_positions (
    account_id           text COLLATE "C" NOT NULL,
    symbol               text COLLATE "C" NOT NULL,
    side                 text NOT NULL CHECK (side IN ('flat', 'long', 'short')),
    quantity             numeric NOT NULL,
    avg_price            numeric CHECK (avg_price > 0),
    current_price        numeric NOT NULL CHECK (current_price > 0),
    cost                 numeric NOT NULL,
    unrealized_pnl       numeric NOT NULL,
    realized_pnl         numeric NOT NULL,
    fees                 numeric NOT NULL,
    margin_used          numeric,
    margin_free          numeric,
    last_reconciled      timestamptz,
    reconciliation_count integer NOT NULL DEFAULT 0,
    last_discrepancy     numeric,
    broker_position_id   text,
    broker_account       text,
    updated_at           timestamptz NOT NULL,
    PRIMARY KEY (account_id, symbol),
    CHECK (sign(quantity) = CASE side WHEN 'long' THEN 1 WHEN 'short' THEN -1 ELSE 0 END),
    CHECK ((side = 'flat') = (avg_price IS NULL))
) WITH (fillfactor = 50);

COMMENT ON TABLE broker_positions IS
    'One row for each instrument that an account ever held, netted; the columns from margin_used on are the reconciler''s.';
COMMENT ON COLUMN broker_positions.quantity IS 'Signed: below zero is short.';
COMMENT ON COLUMN broker_positions.current_price IS 'The price of the latest fill.';
COMMENT ON COLUMN broker_positions.unrealized_pnl IS 'At current_price, fees aside.';
COMMENT ON COLUMN broker_positions.realized_pnl IS 'Since the account opened, fees aside.';
COMMENT ON COLUMN broker_positions.cost IS 'The notional at which the open quantity was entered, exact.';
COMMENT ON COLUMN broker_positions.broker_position_id IS 'The symbol, since positions are netted.';

CREATE TABLE signal (
    account_id         text COLLATE "C" NOT NULL,
    id                 text COLLATE "C" NOT NULL,
    sequence           bigint NOT NULL,
    strategy           text NOT NULL,
    symbol             text COLLATE "C" NOT NULL,
    timeframe          text NOT NULL,
    bar_close          timestamptz NOT NULL,
    direction          text NOT NULL CHECK (direction IN ('LONG', 'SHORT', 'EXIT')),
    strength           numeric NOT NULL CHECK (strength BETWEEN 0 AND 1),
    confidence         numeric NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    entry              numeric NOT NULL CHECK (entry > 0),
    stop               numeric CHECK (stop > 0),
    target             numeric CHECK (target > 0),
    average_true_range numeric,
    reasons            jsonb NOT NULL,
    status             text NOT NULL CHECK (status IN ('held', 'executed', 'declined')),
    decline_reason     text,
    detail             text,
    order_id           bigint,
    expires_at         timestamptz,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, sequence),
    CHECK ((status = 'declined') = (decline_reason IS NOT NULL AND detail IS NOT NULL)),
    CHECK ((status = 'executed') = (order_id IS NOT NULL))
);

CREATE INDEX signal_latest ON signal (created_at);
CREATE INDEX signal_held ON signal (account_id) WHERE status = 'held';

COMMENT ON TABLE signal IS 'One row for each signal offered to an account, and what became of it.';
COMMENT ON COLUMN signal.sequence IS 'The latest event about it.';

CREATE TABLE trading_control (
    id                        smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    trading_enabled           boolean NOT NULL DEFAULT true,
    reconciliation_enabled    boolean NOT NULL DEFAULT true,
    stop_reason               text,
    stop_threshold_exceeded   boolean NOT NULL DEFAULT false,
    consecutive_failures      integer NOT NULL DEFAULT 0 CHECK (consecutive_failures >= 0),
    max_discrepancy_threshold numeric NOT NULL DEFAULT 1000 CHECK (max_discrepancy_threshold >= 0),
    max_consecutive_failures  integer NOT NULL DEFAULT 3 CHECK (max_consecutive_failures > 0),
    slippage_threshold        numeric NOT NULL DEFAULT 0.5 CHECK (slippage_threshold >= 0),
    stopped_at                timestamptz,
    last_check                timestamptz,
    stop_details              jsonb,
    updated_by                text NOT NULL DEFAULT 'keel',
    updated_at                timestamptz NOT NULL DEFAULT now(),
    CHECK (trading_enabled = (stop_reason IS NULL))
);

INSERT INTO trading_control DEFAULT VALUES;

COMMENT ON TABLE trading_control IS
    'The kill switch, one row. A transaction that adds risk holds it FOR SHARE: once a stop is committed, none follows.';
COMMENT ON COLUMN trading_control.slippage_threshold IS 'In per cent.';

CREATE TABLE reconciliation_log (
    id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id           text COLLATE "C" NOT NULL,
    symbol               text COLLATE "C" NOT NULL,
    ledger_quantity      numeric,
    broker_quantity      numeric,
    quantity_discrepancy numeric,
    ledger_price         numeric,
    broker_price         numeric,
    price_discrepancy    numeric,
    action               text NOT NULL
                         CHECK (action IN ('no_action', 'ledger_adjusted', 'broker_synced', 'manual_review',
                                           'trading_stopped')),
    action_details       text,
    risk_impact          text CHECK (risk_impact IN ('LOW', 'MEDIUM', 'HIGH')),
    trading_stopped      boolean NOT NULL DEFAULT false,
    reconciliation_time  timestamptz NOT NULL DEFAULT now(),
    resolved_at          timestamptz,
    broker_data          jsonb,
    ledger_data          jsonb,
    error_details        text
);

CREATE INDEX reconciliation_log_time ON reconciliation_log (reconciliation_time);

CREATE TABLE risk_adjustments (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id        text COLLATE "C" NOT NULL,
    trade_ledger_id   bigint NOT NULL REFERENCES trade_ledger (order_id),
    adjustment_type   text NOT NULL,
    original_quantity numeric,
    adjusted_quantity numeric,
    original_loss     numeric,
    adjusted_loss     numeric,
    daily_loss_before numeric,
    daily_loss_after  numeric,
    risk_score_before numeric,
    risk_score_after  numeric,
    reason            text NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX risk_adjustments_order ON risk_adjustments (trade_ledger_id);

CREATE TABLE feed_position (
    feed           text NOT NULL,
    instrument     text COLLATE "C" NOT NULL,
    last_bar_close timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (feed, instrument)
);

COMMENT ON TABLE feed_position IS 'How far a replay has played; it goes on after this bar.';
