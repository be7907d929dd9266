import { AsyncLocalStorage } from 'node:async_hooks';
import { DeadlineOver } from './refusal.mjs';

/** Whose call it is that runs, and which request of it. */
const current = new AsyncLocalStorage();

/** The request that a failure is about. */
const failures = new WeakMap();

/** Words in a path that make a GET more than a look: some venues take orders by GET. */
const ACTS = /(?<![a-z])(?:buy|sell|orders?|cancel|edit|amend|close|trades?|submit|place|position|leverage|margin)(?![a-z])/i;

/**
 * What a call sent. A request has left when a connection was there and its first byte was about to be written; before
 * that it certainly has not. Looks that a library takes before an order do not count as the order.
 */
export class Evidence {
    attempts = [];
    #astray;
    #exchange;
    #closed = false;

    constructor(exchange) {
        this.#exchange = exchange;
        this.#astray = exchange.astray;
    }

    /** For what is nobody's call, such as a stream that opens itself again: never an order, and never kept. */
    static aside(exchange, action) {
        const evidence = new Evidence(exchange);
        evidence.attempts = { push() {} };
        return evidence.run(action);
    }

    run(action) {
        return current.run({ evidence: this }, action);
    }

    /** NO only if it is certain. */
    get sent() {
        const left = this.attempts.some((attempt) => attempt.acts && attempt.left);
        return left || this.#exchange.astray !== this.#astray ? 'MAYBE' : 'NO';
    }

    /** The request that a failure is about, or the last one. */
    about(failure) {
        return failures.get(failure) ?? this.attempts.at(-1);
    }

    /** From now on nothing leaves any more, and what waits for an answer is given up. */
    close(reason) {
        this.#closed = true;
        this.attempts.forEach((attempt) => attempt.abort?.(reason));
    }

    get closed() {
        return this.#closed;
    }
}

/** One HTTP request. */
export class Attempt {
    left = false;
    status;
    retryAfter;
    body;
    abort;

    #evidence;

    constructor(evidence, method, url, headers, body) {
        this.#evidence = evidence;
        this.request = { url, headers, body };
        this.acts = !isLook(method, url);
    }

    /** Notes it under the call that it belongs to; one that belongs to none makes every call of its exchange doubtful. */
    static begin(exchange, method, url, headers, body) {
        const here = current.getStore();
        const evidence = here?.evidence;
        if (evidence?.closed) {
            throw new DeadlineOver('the call is over, nothing more is sent for it');
        }
        const attempt = new Attempt(evidence, method, url, headers, body);
        if (here?.request) {
            here.request.attempt = attempt;
        }
        if (evidence) {
            evidence.attempts.push(attempt);
        } else if (attempt.acts) {
            exchange.astray++;
        }
        return attempt;
    }

    /** Has undici tell when the request is written. */
    through(dispatcher, times) {
        return { dispatch: (options, handler) => dispatcher.dispatch({ ...options, ...times }, this.#observed(handler)) };
    }

    #observed(handler) {
        const connected = handler.onConnect;
        if (typeof connected !== 'function') {
            this.left = true;
            return handler;
        }
        handler.onConnect = (abort, context) => {
            let given = false;
            const giveUp = (reason) => {
                given = true;
                abort(reason);
            };
            if (this.#evidence?.closed) {
                giveUp(new DeadlineOver('the call is over'));
                return;
            }
            connected.call(handler, giveUp, context);
            this.abort = giveUp;
            this.left ||= !given;
        };
        return handler;
    }
}

/** Remembers of a failed request which one it was: several of one call can be under way. */
export async function oneRequest(action) {
    const request = {};
    try {
        return await current.run({ evidence: current.getStore()?.evidence, request }, action);
    } catch (error) {
        if (request.attempt && error instanceof Error) {
            failures.set(error, request.attempt);
        }
        throw error;
    }
}

function isLook(method, url) {
    if (method !== 'GET' && method !== 'HEAD') {
        return false;
    }
    const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\?.*$/s, '');
    return !ACTS.test(path.replace(/([a-z])([A-Z])/g, '$1-$2'));
}
