import { secretsOfRequest, withoutSignatures } from './secrets.mjs';

const MAX_MESSAGE = 2_000;
const MAX_BODY = 16_000;

/** A failed call and what it sent. */
export class CallFailure extends Error {
    constructor(cause, evidence) {
        super(String(cause?.message ?? cause));
        this.name = cause?.name ?? 'Error';
        this.evidence = evidence;
        this.about = evidence.about(cause);
    }
}

/**
 * What may be told of a failure. Masked first and cut then: half a secret is no secret to a search. What signed the
 * request goes first, since a token can hold a key, and would be found no more without it.
 */
export function describe(failure, exchanges) {
    const evidence = failure.evidence;
    const attempts = evidence?.attempts ?? [];
    const own = attempts.map((attempt) => secretsOfRequest(attempt.request));
    const tell = (text, length) => {
        const unsigned = own.reduce((so, secrets) => secrets.mask(so), String(text));
        return exchanges.mask(withoutSignatures(unsigned)).slice(0, length);
    };
    const last = failure.about;
    return {
        error: tell(failure.name ?? 'Error', 100),
        message: tell(failure.message ?? failure, MAX_MESSAGE),
        status: last?.status ?? null,
        body: last?.body === undefined ? null : tell(last.body, MAX_BODY),
        retryAfter: last?.retryAfter === undefined ? null : tell(last.retryAfter, 100),
        sent: evidence?.sent ?? 'NO',
    };
}
