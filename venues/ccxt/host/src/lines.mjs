const MAX_LINE = 16 * 1024 * 1024;

/** Cuts a stream into lines; one that does not end is the end of everything, since what follows it cannot be trusted. */
export class Lines {
    #rest = '';

    constructor(stream, onLine, onEnd) {
        stream.setEncoding('utf8');
        stream.on('data', (chunk) => this.#take(chunk, onLine));
        stream.on('end', onEnd);
        stream.on('error', onEnd);
    }

    #take(chunk, onLine) {
        const parts = (this.#rest + chunk).split('\n');
        this.#rest = parts.pop();
        if (this.#rest.length > MAX_LINE) {
            throw new Error('a line is longer than ' + MAX_LINE + ' characters');
        }
        for (const line of parts) {
            if (line) {
                onLine(line);
            }
        }
    }
}
