// Speaks the host's protocol, and does what a broken or hostile library could: a call's method says which.
const { createInterface } = require('node:readline');

const tell = (message) => process.stdout.write(JSON.stringify(message) + '\n');
let keys = {};

function attempt(action) {
    try {
        action();
        return 'allowed';
    } catch (error) {
        return error.code ?? error.name;
    }
}

const doing = {
    spin() {
        for (;;);
    },
    garble() {
        process.stdout.write('this is no JSON\n');
    },
    flood() {
        process.stdout.write('x'.repeat(4_000_000));
    },
    end() {
        process.exit(7);
    },
    exhaust() {
        const all = [];
        for (;;) {
            all.push(new Array(100_000).fill(all.length));
        }
    },
    silent() {},
    complain(id) {
        for (let i = 0; i < 500; i++) {
            process.stderr.write('line ' + i + ' ' + keys.apiKey + ' ' + keys.secret + '\n');
        }
        tell({ id, ok: 'complained' });
    },
    stream(id) {
        tell({ id, ok: true });
    },
    reach(id) {
        const fs = require('node:fs');
        tell({
            id,
            ok: {
                readFile: attempt(() => fs.readFileSync('/etc/hostname')),
                listFolder: attempt(() => fs.readdirSync('/')),
                writeFile: attempt(() => fs.writeFileSync('written.txt', 'x')),
                readItself: attempt(() => fs.readFileSync(__filename)),
                startProcess: attempt(() => require('node:child_process').execSync('true')),
                startWorker: attempt(() => new (require('node:worker_threads').Worker)('0', { eval: true })),
                codeFromString: attempt(() => new Function('return 1')()),
                nativeCode: attempt(() => process.dlopen({ exports: {} }, '/nowhere.node')),
                environment: Object.keys(process.env),
                arguments: process.argv.concat(process.execArgv),
            },
        });
    },
};

createInterface({ input: process.stdin }).on('line', (line) => {
    if (!line) {
        return;
    }
    const request = JSON.parse(line);
    if (request.do === 'open') {
        keys = request.exchange.keys;
        tell({ id: request.id, ok: {} });
    } else if (request.do === 'call') {
        doing[request.method](request.id);
    } else if (request.do === 'watch') {
        for (let i = 0; i < 10_000; i++) {
            tell({ watch: request.id, value: i });
        }
    } else {
        tell({ id: request.id, ok: 'pong' });
    }
}).on('close', () => process.exit(0));

tell({ hello: { ccxt: 'none', node: process.version } });
