// Compares what Keel computes with the library. Keel's test SkyAgainstLibraryIT starts it; by itself, with
// `node check.mjs FILE`, it writes the library's figures for that test to read. See README.md.

import {writeFileSync} from 'node:fs';
import * as Astronomy from 'astronomy-engine';
import {FIRST_DAY, LAST_DAY, fold, geocentric, heliocentric} from './series.mjs';
import {generator} from './random.mjs';

const INSTANTS = 2000;
const ROOM_DAYS = 40;
const BODIES = ['Sun', 'Moon', 'Mercury', 'Venus', 'Mars', 'Jupiter', 'Saturn', 'Uranus', 'Neptune', 'Pluto'];

function positions(lines) {
    const random = generator(20260101);
    for (let i = 0; i < INSTANTS; i++) {
        const day = FIRST_DAY + random() * (LAST_DAY - FIRST_DAY);
        for (const body of BODIES) {
            const place = geocentric(body, day);
            const seenFromSun = body === 'Sun' || body === 'Moon' ? '' : heliocentric(body, day).elon;
            const equator = Astronomy.EquatorFromVector(
                Astronomy.RotateVector(
                    Astronomy.Rotation_EQJ_EQD(Astronomy.MakeTime(day)),
                    Astronomy.GeoVector(body, Astronomy.MakeTime(day), true),
                ),
            );
            lines.push(['position', day, body.toLowerCase(), place.elon, place.elat, equator.dec, seenFromSun].join(','));
        }
    }
}

function inTable(time) {
    return time.ut < LAST_DAY - ROOM_DAYS;
}

function eclipses(lines) {
    const start = Astronomy.MakeTime(FIRST_DAY + ROOM_DAYS);
    for (let one = Astronomy.SearchGlobalSolarEclipse(start); inTable(one.peak); one = Astronomy.NextGlobalSolarEclipse(one.peak)) {
        lines.push(['eclipse', one.peak.ut, `solar_${one.kind}`].join(','));
    }
    for (let one = Astronomy.SearchLunarEclipse(start); inTable(one.peak); one = Astronomy.NextLunarEclipse(one.peak)) {
        lines.push(['eclipse', one.peak.ut, `lunar_${one.kind}`].join(','));
    }
}

/** The library's own quarters leave the Sun's aberration out, which makes 40 seconds. */
function apparent(quarter) {
    const elongation = time => {
        const apart = geocentric('Moon', time.ut).elon - geocentric('Sun', time.ut).elon - 90 * quarter.quarter;
        return fold(apart + 180) - 180;
    };
    return Astronomy.Search(elongation, quarter.time.AddDays(-0.01), quarter.time.AddDays(0.01));
}

function quarters(lines) {
    const start = Astronomy.MakeTime(FIRST_DAY + ROOM_DAYS);
    for (let one = Astronomy.SearchMoonQuarter(start); inTable(one.time); one = Astronomy.NextMoonQuarter(one)) {
        lines.push(['quarter', apparent(one).ut, one.quarter].join(','));
    }
}

if (process.argv.length !== 3) {
    console.error('check.mjs: name the file to write, as in node check.mjs library.csv');
    process.exit(2);
}
const lines = ['# astronomy-engine 2.1.19: kind,day,... in days since 2000-01-01T12:00Z and degrees'];
positions(lines);
eclipses(lines);
quarters(lines);
writeFileSync(process.argv[2], lines.join('\n') + '\n');
console.log(`${lines.length - 1} lines written to ${process.argv[2]}`);
