import { Refusal } from './refusal.mjs';

const LOOPBACK = /^http:\/\/(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]):\d{1,5}$/;

/**
 * Sends everything to a simulator on this machine, the venue's host becoming the first part of the path. Refuses any
 * other place: no setting can point keys at another host.
 */
export class Redirect {
    #base;

    constructor(base) {
        if (!LOOPBACK.test(base)) {
            throw new Refusal('redirect must be like http://127.0.0.1:8080, was ' + base);
        }
        this.#base = base;
    }

    http(url) {
        const moved = url.replace(/^https?:\/\/(?=[^/])/, this.#base + '/');
        return this.#checked(moved, this.#base + '/', url);
    }

    /** Moves every stream's address that the exchange knows of. */
    async streams(exchange) {
        await exchange.loadHttpProxyAgent();
        const api = exchange.urls.api;
        if (api && typeof api === 'object' && api.ws) {
            exchange.urls = { ...exchange.urls, api: { ...api, ws: this.#moved(api.ws) } };
        }
        const connect = exchange.client;
        exchange.client = (url) => connect.call(exchange, this.#checked(url, this.#streamBase + '/', url));
    }

    get #streamBase() {
        return this.#base.replace(/^http/, 'ws');
    }

    #moved(place) {
        if (typeof place === 'string') {
            return place.replace(/^wss?:\/\/(?=[^/])/, this.#streamBase + '/');
        }
        if (place && typeof place === 'object') {
            return Object.fromEntries(Object.entries(place).map(([name, value]) => [name, this.#moved(value)]));
        }
        return place;
    }

    #checked(url, start, original) {
        if (!String(url).startsWith(start)) {
            throw new Refusal('a redirected exchange stays on this machine, was to go to ' + original);
        }
        return url;
    }
}
