import { make } from './exchange.mjs';

/** Compares strings as text where numbers are meant, see the facts of kraken: its markets are read as numbers. */
const READ_AS_NUMBERS = new Set(['kraken']);

/** Loads the markets once for all instances of the same place, and tells what an order needs of them. */
export async function markets(exchanges, unit, reload) {
    await load(exchanges, unit, reload === true);
    return Object.values(unit.ccxt.markets).map((market) => trimmed(unit.ccxt, market));
}

async function load(exchanges, unit, reload) {
    if (unit.ccxt.markets && !reload) {
        return;
    }
    const others = exchanges.alike(unit);
    const ready = reload ? undefined : others.find((other) => other !== unit && other.ccxt.markets);
    if (ready) {
        unit.ccxt.setMarketsFromExchange(ready.ccxt);
        return;
    }
    const loading = others.find((other) => other.markets)?.markets ?? fetched(unit);
    unit.markets = loading;
    try {
        const source = await loading;
        exchanges.alike(unit).forEach((other) => other.ccxt === source || other.ccxt.setMarketsFromExchange(source));
        if (!unit.ccxt.markets) {
            unit.ccxt.setMarketsFromExchange(source);
        }
    } finally {
        unit.markets = undefined;
    }
}

async function fetched(unit) {
    const exchange = READ_AS_NUMBERS.has(unit.ccxt.id)
        ? await make({ ...unit.spec, numbers: 'DOUBLES' }, unit)
        : unit.ccxt;
    await exchange.loadMarkets(true);
    return exchange;
}

/** Puts markets in place without a venue, for tests of everything else. */
export function setMarkets(unit, given) {
    unit.ccxt.setMarkets(given);
    return Object.keys(unit.ccxt.markets).length;
}

const TOLD = [
    'id', 'symbol', 'base', 'quote', 'settle', 'baseId', 'quoteId', 'settleId', 'type', 'spot', 'margin', 'swap', 'future',
    'option', 'contract', 'linear', 'inverse', 'active', 'contractSize', 'expiry', 'precision', 'limits', 'maker', 'taker',
    'percentage', 'tierBased',
];

function trimmed(exchange, market) {
    return Object.fromEntries(TOLD.map((name) => [name, exactly(exchange, market[name])]));
}

/** Numbers as the digits that they are, whatever they were. */
function exactly(exchange, value) {
    if (typeof value === 'number') {
        return exchange.numberToString(value);
    }
    if (value && typeof value === 'object') {
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, exactly(exchange, inner)]));
    }
    return value;
}
