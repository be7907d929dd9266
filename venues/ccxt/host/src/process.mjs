import { format } from 'node:util';
import ccxt from 'ccxt';
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
    process.on('unhandledRejection', (reason) => {
        if (reason instanceof ccxt.BaseError) {
            // A stream that a venue cut while nobody waited for its next word. Whoever asks next is told; no call is lost.
            tell('a stream broke while nobody listened:', reason.name, reason.message);
            return;
        }
        tell('rejected, and nobody listened:', reason?.name, reason?.stack ?? reason);
        process.exit(2);
    });
    process.on('warning', (warning) => {
        if (warning.name !== 'ExperimentalWarning') {
            tell('warning:', warning.name, warning.message);
        }
    });
    process.on('SIGHUP', () => {});
}
