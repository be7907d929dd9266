import ccxt from 'ccxt';
import { format } from 'node:util';
import { withoutSignatures } from './secrets.mjs';

const MAX_TEXT = 4_000;

/** Keeps the standard output for the protocol, and ends the process on what nobody caught: its state is not known then. */
export function guard(exchanges) {
    const tell = (...words) => {
        const text = exchanges.mask(withoutSignatures(format(...words)));
        process.stderr.write(text.slice(0, MAX_TEXT) + '\n');
    };
    for (const name of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table']) {
        console[name] = tell;
    }
    process.on('uncaughtException', (error) => {
        tell('not caught:', error?.name, error?.stack ?? error);
        process.exit(2);
    });
    // A stream that breaks rejects everything that ccxt waits for on it, also what nobody waits for any more: that is no
    // reason to lose the calls of every other account.
    process.on('unhandledRejection', (reason) => {
        tell('rejected, and nobody listened:', reason?.name, reason?.message ?? reason);
        if (!(reason instanceof ccxt.BaseError)) {
            process.exit(2);
        }
    });
    process.on('warning', (warning) => {
        if (warning.name !== 'ExperimentalWarning') {
            tell('warning:', warning.name, warning.message);
        }
    });
    process.on('SIGHUP', () => {});
}
