import { Evidence } from './evidence.mjs';
import { describe } from './faults.mjs';
import { methodOf } from './methods.mjs';
import { Refusal } from './refusal.mjs';

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;
const HEALTHY_AFTER = 60_000;
const MAX_WATCHES = 5_000;

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
            method: methodOf(unit.ccxt, request.method),
            args: (request.args ?? []).map((argument) => argument ?? undefined),
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
        this.#output.event(watch.id, value, watch.unit);
        if (this.#output.slow) {
            await this.#output.caughtUp();
            this.#output.interrupted(watch.id, 'the reader was slow, something may have been left out');
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
