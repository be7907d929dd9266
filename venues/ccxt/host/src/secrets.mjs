const SHORTEST = 6;
const UNMISTAKABLE = 8;
const MASK = '***';

/** What must never be seen outside: the values themselves and the forms that they take on a wire. */
export class Secrets {
    #needles;
    #unmistakable;

    constructor(values) {
        const all = values.filter((value) => typeof value === 'string').flatMap(forms);
        this.#needles = [...new Set(all)]
            .filter((form) => form.length >= SHORTEST)
            .sort((a, b) => b.length - a.length);
        this.#unmistakable = this.#needles.filter((form) => form.length >= UNMISTAKABLE && /[^0-9.]/.test(form));
    }

    mask(text) {
        return masking(text, this.#needles);
    }

    /** For data: a password of six digits must not eat into an amount. */
    maskData(text) {
        return masking(text, this.#unmistakable);
    }
}

function masking(text, needles) {
    for (const needle of needles) {
        if (text.includes(needle)) {
            text = text.replaceAll(needle, MASK);
        }
    }
    return text;
}

function forms(value) {
    const bytes = Buffer.from(value, 'utf8');
    const lines = value.split(/\r?\n|\\n/).filter((line) => line.length >= 16 && !line.startsWith('-----'));
    return [
        value,
        value.trim(),
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value),
        bytes.toString('hex'),
        bytes.toString('hex').toUpperCase(),
        ...lines.flatMap((line) => [line, encodeURIComponent(line)]),
        ...base64Cores(bytes),
    ];
}

/** How the value looks inside base64, at each of the three places where it can begin. */
function base64Cores(bytes) {
    return [0, 1, 2].flatMap((offset) => {
        const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
        const from = offset === 0 ? 0 : 4;
        const core = text.slice(from, Math.floor((offset + bytes.length) / 3) * 4);
        return core.length < 8 ? [] : [core, encodeURIComponent(core), core.replaceAll('+', '-').replaceAll('/', '_')];
    });
}

const ADDRESS = /\b(https?|wss?):(\\?\/\\?\/)[^\s"'<>]*/gi;
const TOKEN = /(?<=[/=])[A-Za-z0-9_-]{32,}(?=[/?]|$)/g;
const NAMES =
    '(?:sign|signature|sig|api[-_]?key|apikey|key|secret|passphrase|password|token|authorization|listen[-_]?key|jwt|nonce)';
const PAIR = new RegExp(
    '(?<![A-Za-z])((?:[A-Za-z]+[-_])*' + NAMES + ')(\\\\?["\']?\\s*[:=]\\s*)("(?:[^"\\\\]|\\\\.)*"|\'[^\']*\'|\\\\"[^"]*"|[^\\s&,;}<>"\']+)',
    'gi');
const WEB_TOKEN = /\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g;
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;

/** A text for people without what signed a request: queries of addresses, signatures, tokens. */
export function withoutSignatures(text) {
    return text
        .replace(ADDRESS, (address) => address.replace(/[?#].*$/s, '?' + MASK).replace(/\/\/[^/@]*@/, '//').replace(TOKEN, MASK))
        .replace(WEB_TOKEN, MASK)
        .replace(BEARER, '$1 ' + MASK)
        .replace(PAIR, (_, name, between, value) => name + between + masked(value));
}

function masked(value) {
    const quote = /^(?:\\?["'])/.exec(value)?.[0] ?? '';
    return quote + MASK + quote;
}

const PLAIN_HEADERS = new Set(['accept', 'accept-encoding', 'content-type', 'content-length', 'user-agent', 'origin', 'host']);

/** The values of a request that must not be told: its headers and what signs it. */
export function secretsOfRequest({ url, headers, body }) {
    const found = [];
    for (const [name, value] of Object.entries(headers ?? {})) {
        if (!PLAIN_HEADERS.has(name.toLowerCase()) && isLong(String(value))) {
            found.push(String(value));
        }
    }
    const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
    for (const text of [query, typeof body === 'string' ? body : '']) {
        for (const [, , , value] of text.matchAll(PAIR)) {
            const bare = value.replace(/^\\?["']|\\?["']$/g, '');
            if (isLong(bare)) {
                found.push(bare, safelyDecoded(bare));
            }
        }
    }
    return new Secrets(found);
}

/** Digits alone are a time, or an id that is needed. */
function isLong(value) {
    return value.length >= 12 && !/^\d+$/.test(value);
}

function safelyDecoded(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}
