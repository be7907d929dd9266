// Makes the table. See README.md for the format; the result is the same, bit for bit, on every run.

import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {crc32} from './crc32.mjs';
import {evaluate, packed, quantised, segments} from './chebyshev.mjs';
import {FIRST_DAY, LAST_DAY, series} from './series.mjs';
import {generator} from './random.mjs';

const RESOURCE = fileURLToPath(
    new URL('../src/main/resources/dev/keel/signals/astro/ephemeris/positions.bin', import.meta.url),
);
const CHECKS_PER_SERIES = 2000;

function heading(one, bytes) {
    const name = Buffer.from(one.name, 'ascii');
    const head = Buffer.alloc(1 + name.length + 1 + 2 + 2 + 8 + 4 + 4);
    let at = head.writeUInt8(name.length, 0);
    at += name.copy(head, at);
    at = head.writeUInt8(one.angle ? 1 : 0, at);
    at = head.writeUInt16BE(one.segmentDays, at);
    at = head.writeUInt16BE(one.coefficients, at);
    at = head.writeDoubleBE(one.quantum, at);
    at = head.writeInt32BE(segments(one), at);
    head.writeInt32BE(bytes.length, at);
    return head;
}

/** The largest difference from the library at random instants. */
function worst(one, multiples) {
    const random = generator(7);
    let largest = 0;
    for (let i = 0; i < CHECKS_PER_SERIES; i++) {
        const day = FIRST_DAY + random() * (LAST_DAY - FIRST_DAY);
        let difference = evaluate(one, multiples, day) - one.value(day);
        if (one.angle) {
            difference -= 360 * Math.round(difference / 360);
        }
        largest = Math.max(largest, Math.abs(difference));
    }
    return largest;
}

const start = Buffer.alloc(8 + 8 + 8 + 4);
start.write('KEELSKY1', 'ascii');
start.writeDoubleBE(FIRST_DAY, 8);
start.writeDoubleBE(LAST_DAY, 16);
start.writeInt32BE(series.length, 24);
const parts = [start];
console.log('series                  days  coefficients     bytes  largest error in units of 1e-6');
for (const one of series) {
    const multiples = quantised(one);
    const bytes = packed(multiples);
    parts.push(heading(one, bytes), bytes);
    console.log(
        one.name.padEnd(22),
        String(one.segmentDays).padStart(5),
        String(one.coefficients).padStart(13),
        String(bytes.length).padStart(9),
        (worst(one, multiples) * 1e6).toFixed(3).padStart(12),
    );
}
const content = Buffer.concat(parts);
const sum = Buffer.alloc(4);
sum.writeUInt32BE(crc32(content));
const table = Buffer.concat([content, sum]);
mkdirSync(dirname(RESOURCE), {recursive: true});
writeFileSync(RESOURCE, table);
console.log(`${table.length} bytes, sha256 ${createHash('sha256').update(table).digest('hex')}`);
