const MAX_LINE = 64 * 1024 * 1024;
const MUCH = 4 * 1024 * 1024;
const TOO_MUCH = 256 * 1024 * 1024;

/** Writes lines. What is written in one turn of the loop goes out at once; who streams waits while the reader is slow. */
export class Output {
    #stream;
    #lines = [];
    #waiting = 0;
    #scheduled = false;
    #blocked = false;
    #readers = [];

    constructor(stream) {
        this.#stream = stream;
        stream.on('error', () => process.exit(0));
        stream.on('drain', () => this.#drained());
    }

    hello(about) {
        this.#put(JSON.stringify({ hello: about }));
    }

    /** The value of a call, without the keys of the exchange that it came from. */
    reply(id, value, exchange) {
        const line = JSON.stringify({ id, ok: value ?? null });
        if (line.length > MAX_LINE) {
            throw new Error('the result is longer than ' + MAX_LINE + ' characters');
        }
        this.#put(exchange ? exchange.secrets.maskData(line) : line);
    }

    fault(id, error) {
        this.#put(JSON.stringify({ id, error }));
    }

    event(watch, value, exchange) {
        this.#put(exchange.secrets.maskData(JSON.stringify({ watch, value })));
    }

    interrupted(watch, why) {
        this.#put(JSON.stringify({ watch, interrupted: why }));
    }

    get slow() {
        return this.#blocked && this.#waiting > MUCH;
    }

    /** Resolves once the reader has caught up. */
    async caughtUp() {
        if (this.slow) {
            await new Promise((resolve) => this.#readers.push(resolve));
        }
    }

    #put(line) {
        this.#lines.push(line);
        this.#waiting += line.length;
        if (this.#waiting > TOO_MUCH) {
            process.stderr.write('nobody reads: ' + this.#waiting + ' characters wait\n');
            process.exit(3);
        }
        if (!this.#scheduled && !this.#blocked) {
            this.#scheduled = true;
            process.nextTick(() => this.#flush());
        }
    }

    #flush() {
        this.#scheduled = false;
        if (this.#lines.length === 0) {
            return;
        }
        const text = this.#lines.join('\n') + '\n';
        this.#lines = [];
        this.#waiting = 0;
        this.#blocked = !this.#stream.write(text);
    }

    #drained() {
        this.#blocked = false;
        this.#flush();
        if (!this.#blocked) {
            this.#readers.splice(0).forEach((resolve) => resolve());
        }
    }
}
