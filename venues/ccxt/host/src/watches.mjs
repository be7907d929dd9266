import { Evidence } from './evidence.mjs';
import { describe } from './faults.mjs';
import { methodOf } from './methods.mjs';
import { Refusal } from './refusal.mjs';

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;
const HEALTHY_AFTER = 60_000;
const MAX_WATCHES = 5_000;
const KEPT = 1_000;
const MAX_HELD = 50_000;

/** Streams that are told of until they are ended, whatever breaks meanwhile. */
export class Watches {
    #running = new Map();
    #exchanges;
    #output;

    constructor(exchanges, output) {
        this.#exchanges = exchanges;
        this.#output = output;
    }

    begin(request) {
        const unit = this.#exchanges.get(request.on);
        if (!/^watch[A-Z]/.test(request.method)) {
            throw new Refusal('method must be one that watches, was ' + request.method);
        }
        if (this.#running.size >= MAX_WATCHES) {
            throw new Refusal('too many streams are watched: ' + this.#running.size);
        }
        const watch = {
            id: request.id,
            on: request.on,
            unit,
            name: request.method,
            method: methodOf(unit.ccxt, request.method),
            args: (request.args ?? []).map((argument) => argument ?? undefined),
            bare: unit.spec.numbers === 'DOUBLES',
        };
        this.#running.set(watch.id, watch);
        Evidence.aside(unit, () => this.#follow(watch));
    }

    end(id) {
        this.#running.delete(id);
    }

    endAll(on) {
        for (const watch of this.#running.values()) {
            if (watch.on === on) {
                this.#running.delete(watch.id);
            }
        }
    }

    async #follow(watch) {
        let pause = FIRST_PAUSE;
        let since = Date.now();
        while (this.#running.get(watch.id) === watch) {
            try {
                await this.#next(watch);
            } catch (error) {
                pause = Date.now() - since > HEALTHY_AFTER ? FIRST_PAUSE : pause;
                await this.#rest(watch, error, pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE);
                since = Date.now();
            }
        }
    }

    async #next(watch) {
        const value = await watch.method.apply(watch.unit.ccxt, watch.args);
        if (this.#running.get(watch.id) !== watch) {
            return;
        }
        if (Array.isArray(value) && value.length >= kept(watch)) {
            this.#output.interrupted(watch.id, 'more came at once than ccxt keeps, something may have been left out');
        }
        this.#tell(watch, value);
    }

    /**
     * Tells a value at once, or holds it while the reader is slow. The loop goes on either way: ccxt tells what came
     * while nobody waited only with what comes next, and after the last order nothing may come for hours.
     */
    #tell(watch, told) {
        const value = watch.bare ? bare(told) : told;
        if (watch.held === undefined && !this.#output.slow) {
            this.#output.event(watch.id, value, watch.unit);
            return;
        }
        const first = watch.held === undefined;
        watch.held = together(watch.held, value);
        if (watch.held.length > MAX_HELD) {
            watch.held = [];
            this.#output.interrupted(watch.id, 'the reader was slow, ' + MAX_HELD + ' entries were left out');
        }
        if (first) {
            this.#output.caughtUp().then(() => this.#release(watch));
        }
    }

    #release(watch) {
        const held = watch.held;
        watch.held = undefined;
        if (this.#running.get(watch.id) === watch) {
            this.#output.event(watch.id, held, watch.unit);
        }
    }

    async #rest(watch, error, pause) {
        if (this.#running.get(watch.id) !== watch) {
            return;
        }
        const { error: name, message } = describe(error, this.#exchanges);
        this.#output.interrupted(watch.id, name + ': ' + message);
        await new Promise((resolve) => setTimeout(resolve, pause));
    }
}

/**
 * Of market data what ccxt made of it, without the venue's own words: they are half of every line. Copies, for ccxt may
 * build its next value from them.
 */
function bare(value) {
    return Array.isArray(value) ? Array.from(value, withoutInfo) : withoutInfo(value);
}

function withoutInfo(entry) {
    return entry && typeof entry === 'object' && 'info' in entry ? { ...entry, info: undefined } : entry;
}

/** Lists one after the other; of anything else the newest stands for all. */
function together(held, value) {
    if (!Array.isArray(value)) {
        return value;
    }
    const all = Array.isArray(held) ? held : [];
    value.forEach((entry) => all.push(entry));
    return all;
}

/** How many entries of a stream ccxt holds until they are taken; older ones it drops without a word. */
function kept({ name, unit }) {
    const options = unit.ccxt.options;
    return (/Trades/.test(name) ? options.tradesLimit : options.ordersLimit) ?? KEPT;
}
