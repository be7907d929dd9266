import { Refusal } from './refusal.mjs';

const IMPLICIT = /^[a-z][A-Za-z0-9]*(?:Get|Post|Put|Delete|Patch)[A-Z0-9][A-Za-z0-9]*$/;
const MOVES_MONEY = /withdraw|transfer/i;
const LOOKS = /^(?:fetch|watch)[A-Z]/;
const OF_THE_LIBRARY = new Set(['loadMarkets', 'amountToPrecision', 'priceToPrecision', 'costToPrecision', 'fetchTime']);

/** A method that may be called: what ccxt lists as a capability, or an endpoint. Nothing that takes money away. */
export function methodOf(exchange, name) {
    if (typeof name !== 'string' || !/^[a-z][A-Za-z0-9]{1,150}$/.test(name)) {
        throw new Refusal('method must be the name of a method, was ' + String(name).slice(0, 100));
    }
    if (MOVES_MONEY.test(name) && !LOOKS.test(name)) {
        throw new Refusal('a method that moves money away is never called, was ' + name);
    }
    const listed = Object.hasOwn(exchange.has, name) || IMPLICIT.test(name) || OF_THE_LIBRARY.has(name);
    if (!listed || typeof exchange[name] !== 'function') {
        throw new Refusal('method must be one of ' + exchange.id + ', was ' + name);
    }
    return exchange[name];
}
