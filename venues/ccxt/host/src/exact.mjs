/** Whole strings are matched first, so that digits inside them are left alone. */
const NUMBER_OF_A_FIELD = /("[^"\\]*(?:\\.[^"\\]*)*")(?:(\s*:\s*)(-?\d[-+.0-9eE]*))?/g;

/** Parses an answer with the numbers of its fields as the strings that the venue wrote. */
export function exactJson(exchange, text) {
    if (!exchange.isJsonEncodedObject(text)) {
        return undefined;
    }
    try {
        return JSON.parse(text.replace(NUMBER_OF_A_FIELD, quoted));
    } catch {
        return undefined;
    }
}

function quoted(whole, name, between, digits) {
    return digits === undefined ? whole : name + between + '"' + digits + '"';
}
