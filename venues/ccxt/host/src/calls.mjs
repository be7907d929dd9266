import ccxt from 'ccxt';
import { Evidence } from './evidence.mjs';
import { CallFailure } from './faults.mjs';
import { markets, setMarkets } from './markets.mjs';
import { methodOf } from './methods.mjs';
import { DeadlineOver, Refusal } from './refusal.mjs';

/** What the host itself can do with an exchange, beside what ccxt can. */
const OWN = {
    'host:markets': (exchanges, unit, [reload]) => markets(exchanges, unit, reload),
    'host:setMarkets': (_, unit, [given]) => setMarkets(unit, given),
    'host:describe': (_, unit) => about(unit.ccxt),
    'host:parse': (_, unit, [kind, raw, symbol]) => parsed(unit.ccxt, kind, raw, symbol),
};

/** Calls a method. What it throws carries what was sent until then. */
export async function callMethod(exchanges, request) {
    if (request.method === 'host:exchanges') {
        return ccxt.exchanges;
    }
    const unit = exchanges.get(request.on);
    const given = (request.args ?? []).map((argument) => argument ?? undefined);
    const evidence = new Evidence(unit);
    const { promise: over, stop } = deadline(request.deadline ?? 60_000);
    try {
        return await Promise.race([evidence.run(() => bound(exchanges, unit, request)(given)), over]);
    } catch (error) {
        evidence.close(error);
        throw new CallFailure(error, evidence);
    } finally {
        stop();
    }
}

function deadline(millis) {
    let timer;
    const promise = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new DeadlineOver('no answer within ' + millis + ' ms')), millis);
    });
    return { promise, stop: () => clearTimeout(timer) };
}

function bound(exchanges, unit, request) {
    if (Object.hasOwn(OWN, request.method)) {
        return async (given) => OWN[request.method](exchanges, unit, given);
    }
    if (request.order && /Ws$/.test(request.method)) {
        throw new Refusal('orders go by HTTP only: what a stream sent cannot be told, was ' + request.method);
    }
    const method = methodOf(unit.ccxt, request.method);
    return async (given) => method.apply(unit.ccxt, given);
}

function about(exchange) {
    return {
        id: exchange.id,
        name: exchange.name,
        has: exchange.has,
        timeframes: exchange.timeframes,
        rateLimit: exchange.rateLimit,
        precisionMode: exchange.precisionMode,
        requiredCredentials: exchange.requiredCredentials,
        testNetwork: exchange.urls?.test !== undefined,
    };
}

const PARSED = { order: 'parseOrder', trade: 'parseTrade', balance: 'parseBalance', position: 'parsePosition', ticker: 'parseTicker' };

/** Reads the raw answer of an implicit method in ccxt's own terms. */
function parsed(exchange, kind, raw, symbol) {
    if (!Object.hasOwn(PARSED, kind)) {
        throw new Refusal('kind must be one of ' + Object.keys(PARSED).join(', ') + ', was ' + kind);
    }
    return exchange[PARSED[kind]](raw, symbol === undefined ? undefined : exchange.market(symbol));
}
