// Bundles the host and ccxt into one file, and writes what is in it and under which licences, unless all is as it was.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'dist/dev/keel/venues/ccxt/host');
const stamp = join(here, 'dist/.stamp');

function fingerprint() {
    const hash = createHash('sha256');
    const sources = readdirSync(join(here, 'src')).sort().map((name) => 'src/' + name);
    for (const name of ['package.json', 'package-lock.json', 'build.mjs', ...sources]) {
        hash.update(name).update(readFileSync(join(here, name)));
    }
    return hash.digest('hex');
}

function packageOf(name) {
    return JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8'));
}

/** The packages that the bundle took something from. */
function contained(inputs) {
    const names = Object.keys(inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
    return [...new Set(names.filter(Boolean))].sort();
}

function notice(name) {
    const { version, license } = packageOf(name);
    const root = join(here, 'node_modules', name);
    const files = readdirSync(root).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
    const texts = files.map((file) => readFileSync(join(root, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

function put(name, text) {
    const temporary = join(folder, '.' + name + '.' + process.pid);
    writeFileSync(temporary, text);
    renameSync(temporary, join(folder, name));
}

async function build() {
    const { build: bundle } = await import('esbuild');
    const result = await bundle({
        absWorkingDir: here,
        entryPoints: ['src/main.mjs'],
        bundle: true,
        write: false,
        outfile: 'host.cjs',
        platform: 'node',
        format: 'cjs',
        target: 'node20.18',
        external: ['bufferutil', 'utf-8-validate'],
        define: {
            'process.env.WS_NO_BUFFER_UTIL': '"1"',
            'process.env.WS_NO_UTF_8_VALIDATE': '"1"',
            // What ccxt says of itself is a version behind.
            CCXT_VERSION: JSON.stringify(packageOf('ccxt').version),
        },
        // Names stay: traces can be read, and ccxt tells errors by the names of their classes.
        minifyWhitespace: true,
        minifySyntax: true,
        keepNames: true,
        legalComments: 'none',
        metafile: true,
        logLevel: 'warning',
        logOverride: { 'empty-import-meta': 'silent' },
    });
    const code = result.outputFiles[0].contents;
    const names = contained(result.metafile.inputs);
    mkdirSync(folder, { recursive: true });
    put('host.cjs', code);
    put('LICENCES.txt', names.map(notice).join('\n\n' + '-'.repeat(80) + '\n\n') + '\n');
    put('host.properties', [
        'ccxt=' + packageOf('ccxt').version,
        'undici=' + packageOf('undici').version,
        'sha256=' + createHash('sha256').update(code).digest('hex'),
        '',
    ].join('\n'));
    return code.length;
}

const now = fingerprint();
const before = existsSync(stamp) && existsSync(join(folder, 'host.cjs')) ? readFileSync(stamp, 'utf8') : '';
if (now !== before) {
    rmSync(stamp, { force: true });
    const bytes = await build();
    writeFileSync(stamp, now);
    console.log('venue host: bundled, ' + Math.round(bytes / 1024) + ' KB');
}
