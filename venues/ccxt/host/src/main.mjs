import { keepCheaply } from './caches.mjs';
import { callMethod } from './calls.mjs';
import { Exchanges } from './exchanges.mjs';
import { describe } from './faults.mjs';
import { Lines } from './lines.mjs';
import { Output } from './output.mjs';
import { guard } from './process.mjs';
import { Refusal } from './refusal.mjs';
import { Watches } from './watches.mjs';

/* global CCXT_VERSION */

// One request a line comes in, one reply a line goes out under the same id; what is watched goes out as it comes.

const MAX_CALLS = 2_000;

const exchanges = new Exchanges();
const output = new Output(process.stdout);
const watches = new Watches(exchanges, output);
let calls = 0;

keepCheaply();
guard(exchanges);

const doing = {
    async open(request) {
        return exchanges.open(request.exchange);
    },
    async close(request) {
        watches.endAll(request.on);
        await exchanges.close(request.on);
    },
    async call(request) {
        return callMethod(exchanges, request);
    },
    async watch(request) {
        watches.begin(request);
    },
    async unwatch(request) {
        watches.end(request.watch);
    },
    async ping() {
        return 'pong';
    },
};

async function answer(request) {
    const exchange = exchanges.peek(request.on ?? request.exchange?.name);
    try {
        output.reply(request.id, await perform(request), exchange);
    } catch (failure) {
        output.fault(request.id, describe(failure, exchanges));
    }
}

async function perform(request) {
    const action = Object.hasOwn(doing, request.do) ? doing[request.do] : undefined;
    if (!action) {
        throw new Refusal('do must be one of ' + Object.keys(doing).join(', '));
    }
    if (calls >= MAX_CALLS && request.do !== 'ping') {
        throw new Refusal('too many calls are in flight: ' + calls);
    }
    calls++;
    try {
        return await action(request);
    } finally {
        calls--;
    }
}

new Lines(process.stdin, (line) => answer(JSON.parse(line)), () => process.exit(0));
output.hello({ ccxt: CCXT_VERSION, node: process.version });
