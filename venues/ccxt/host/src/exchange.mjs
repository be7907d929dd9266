import ccxt from 'ccxt';
import { Attempt, oneRequest } from './evidence.mjs';
import { exactJson } from './exact.mjs';
import { Redirect } from './redirect.mjs';
import { Refusal } from './refusal.mjs';

const OPTIONS = new Set(['options', 'has', 'timeout', 'hostname', 'demo']);
const KEYS = new Set([
    'apiKey', 'secret', 'password', 'uid', 'login', 'token', 'twofa', 'privateKey', 'walletAddress', 'accountId',
]);
const CONNECT_MILLIS = 5_000;
const MAX_ANSWER = 128 * 1024 * 1024;

let agent;

/** Makes an instance of ccxt that sends nothing twice, waits for nobody, and tells what it sent. */
export async function make(spec, unit) {
    const Exchange = classOf(spec.ccxtId);
    const { demo, ...options } = checked(spec.options ?? {}, OPTIONS, 'option');
    const keys = checked(spec.keys ?? {}, KEYS, 'key');
    const exchange = new Exchange({ ...options, enableRateLimit: false });
    // Not through the constructor, which would merge and copy them.
    Object.assign(exchange, keys);
    exchange.options = { ...exchange.options, maxRetriesOnFailure: 0 };
    exchange.enableLastHttpResponse = false;
    exchange.enableLastResponseHeaders = false;
    if (spec.numbers === 'STRINGS') {
        exchange.number = String;
        exchange.parseJson = (text) => exactJson(exchange, text);
    }
    forgetFailedLoads(exchange);
    network(exchange, spec, demo);
    await transport(exchange, spec, unit);
    return exchange;
}

function classOf(id) {
    const known = Object.hasOwn(ccxt.pro, id) && ccxt.exchanges.includes(id);
    const found = known ? ccxt.pro[id] : ccxt.exchanges.includes(id) ? ccxt[id] : undefined;
    if (!found) {
        throw new Refusal('ccxtId must be an exchange of ccxt, was ' + String(id).slice(0, 60));
    }
    return found;
}

function checked(given, allowed, what) {
    for (const name of Object.keys(given)) {
        if (!allowed.has(name)) {
            throw new Refusal(what + ' must be one of ' + [...allowed].join(', ') + ', was ' + name);
        }
    }
    return given;
}

/** ccxt keeps the promise of the first load for ever, also one that failed. */
function forgetFailedLoads(exchange) {
    const load = exchange.loadMarkets;
    exchange.loadMarkets = async (...given) => {
        try {
            return await load.apply(exchange, given);
        } catch (error) {
            exchange.marketsLoading = undefined;
            throw error;
        }
    };
}

function network(exchange, spec, demo) {
    if (!spec.testNetwork) {
        return;
    }
    if (demo) {
        exchange.enableDemoTrading(true);
    } else {
        exchange.setSandboxMode(true);
    }
}

async function transport(exchange, spec, unit) {
    await exchange.loadFetchImplementation();
    const undici = exchange.undiciModule;
    if (!undici) {
        throw new Refusal('undici is missing: what was sent could not be told');
    }
    agent ??= new undici.Agent({
        ...exchange.getDispatcherOptions(true),
        connect: { timeout: CONNECT_MILLIS },
        maxResponseSize: MAX_ANSWER,
    });
    exchange.fetchDispatcher = agent;
    const redirect = spec.redirect ? new Redirect(spec.redirect) : undefined;
    await redirect?.streams(exchange);
    const request = exchange.undiciRequest;
    const times = { headersTimeout: exchange.timeout, bodyTimeout: exchange.timeout };
    exchange.undiciRequest = async (url, params) => {
        const attempt = Attempt.begin(unit, params.method, url, params.headers, params.body);
        const target = redirect ? redirect.http(url) : url;
        const observed = { ...params, dispatcher: attempt.through(agent, times) };
        return noting(attempt, await request.call(exchange, target, observed));
    };
    const fetch = exchange.fetch;
    exchange.fetch = (...given) => oneRequest(() => fetch.apply(exchange, given));
}

/** Keeps what was answered, for a failure that refers to it. */
function noting(attempt, response) {
    attempt.status = response.status;
    attempt.retryAfter = response.headers['retry-after'];
    const text = response.text;
    response.text = async () => {
        attempt.body = await text();
        return attempt.body;
    };
    return response;
}
