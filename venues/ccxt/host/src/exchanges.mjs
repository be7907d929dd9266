import { make } from './exchange.mjs';
import { Refusal } from './refusal.mjs';
import { Secrets } from './secrets.mjs';

/** Those of the keys that are secret; an account's number is not, and may look like an amount. */
const SECRET = ['apiKey', 'secret', 'password', 'token', 'twofa', 'privateKey'];

const MAX_EXCHANGES = 1_000;

/** The exchanges that are open, by the names that they were opened under. */
export class Exchanges {
    #units = new Map();

    async open(spec) {
        if (typeof spec?.name !== 'string' || spec.name === '') {
            throw new Refusal('name must not be empty');
        }
        if (this.#units.has(spec.name)) {
            throw new Refusal('name must be new, was ' + spec.name);
        }
        if (this.#units.size >= MAX_EXCHANGES) {
            throw new Refusal('too many exchanges are open: ' + this.#units.size);
        }
        const unit = new Unit(spec);
        this.#units.set(spec.name, unit);
        try {
            unit.ccxt = await make(spec, unit);
        } catch (error) {
            this.#units.delete(spec.name);
            error.message = unit.secrets.mask(String(error.message));
            throw error;
        }
        return { id: unit.ccxt.id };
    }

    async close(name) {
        const unit = this.#units.get(name);
        this.#units.delete(name);
        await unit?.ccxt?.close();
    }

    peek(name) {
        return this.#units.get(name);
    }

    get(name) {
        const unit = this.#units.get(name);
        if (!unit?.ccxt) {
            throw new Refusal('on must be the name of an open exchange, was ' + String(name).slice(0, 100));
        }
        return unit;
    }

    /** Those that see the same markets as another. */
    alike(unit) {
        return [...this.#units.values()].filter((other) => other.ccxt && other.place === unit.place);
    }

    mask(text) {
        for (const unit of this.#units.values()) {
            text = unit.secrets.mask(text);
        }
        return text;
    }
}

/** An exchange of one account. */
class Unit {
    ccxt;
    /** Requests that may have been orders and could not be told to a call. */
    astray = 0;
    /** Markets are shared between instances that have this in common. */
    place;
    markets;

    constructor(spec) {
        this.secrets = new Secrets(SECRET.map((name) => spec.keys?.[name]));
        this.spec = { ...spec, keys: {} };
        this.place = JSON.stringify([spec.ccxtId, spec.numbers, spec.redirect, spec.testNetwork, spec.options ?? {}]);
    }
}
