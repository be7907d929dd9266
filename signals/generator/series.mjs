// What the table holds: one series of Chebyshev pieces per quantity, and where its numbers come from.

import * as Astronomy from 'astronomy-engine';

/** Days of Universal Time since 2000-01-01T12:00Z, as the library counts them. */
export const FIRST_DAY = Date.UTC(1900, 0, 1) / 86400000 - 10957.5;
export const LAST_DAY = Date.UTC(2100, 0, 1) / 86400000 - 10957.5;

const ARC_SECOND = 1 / 3600;
const KILOMETRES_PER_UNIT = Astronomy.KM_PER_AU;

/** Nutation in longitude, in degrees. It is kept apart, because its fortnight would spoil the slow planets' smoothness. */
export function nutation(day) {
    return Astronomy.e_tilt(Astronomy.MakeTime(day)).dpsi * ARC_SECOND;
}

/** The true obliquity of the ecliptic, in degrees. */
export function obliquity(day) {
    return Astronomy.e_tilt(Astronomy.MakeTime(day)).tobl;
}

/** Geocentric, apparent (light time and aberration), ecliptic and equinox of date. */
export function geocentric(body, day) {
    return Astronomy.Ecliptic(Astronomy.GeoVector(body, Astronomy.MakeTime(day), true));
}

/** Heliocentric, as it is at that instant (no light time), ecliptic and equinox of date. */
export function heliocentric(body, day) {
    return Astronomy.Ecliptic(Astronomy.HelioVector(body, Astronomy.MakeTime(day)));
}

/** Distance from the Earth's centre, in astronomical units. */
export function distance(body, day) {
    return Astronomy.GeoVector(body, Astronomy.MakeTime(day), true).Length();
}

export function fold(degrees) {
    return ((degrees % 360) + 360) % 360;
}

function longitude(name, value, segmentDays, coefficients, quantum) {
    return {
        name,
        angle: true,
        segmentDays,
        coefficients,
        quantum,
        value: day => fold(value(day) - nutation(day)),
    };
}

function plain(name, value, segmentDays, coefficients, quantum) {
    return {name, angle: false, segmentDays, coefficients, quantum, value};
}

const list = [
    plain('nutation', nutation, 16, 12, 1e-8),
    plain('obliquity', obliquity, 16, 12, 1e-7),
    plain('sun.distance', day => distance('Sun', day), 32, 10, 1e-8),
    plain('moon.distance', day => distance('Moon', day) * KILOMETRES_PER_UNIT, 8, 13, 0.1),
];

// Segment in days and coefficients: geocentric, then heliocentric. Measured, see README.md.
const bodies = [
    ['sun', 'Sun', 32, 11, 0, 0],
    ['moon', 'Moon', 8, 14, 0, 0],
    ['mercury', 'Mercury', 16, 12, 16, 11],
    ['venus', 'Venus', 32, 14, 32, 9],
    ['mars', 'Mars', 32, 12, 64, 9],
    ['jupiter', 'Jupiter', 32, 10, 128, 6],
    ['saturn', 'Saturn', 32, 10, 128, 6],
    ['uranus', 'Uranus', 32, 9, 256, 5],
    ['neptune', 'Neptune', 32, 9, 256, 5],
    ['pluto', 'Pluto', 32, 9, 256, 5],
];

for (const [name, body, days, coefficients, helioDays, helioCoefficients] of bodies) {
    const fine = name === 'moon' ? 1e-6 : 1e-7;
    list.push(longitude(`${name}.longitude`, day => geocentric(body, day).elon, days, coefficients, fine));
    list.push(plain(`${name}.latitude`, day => geocentric(body, day).elat, days, coefficients, 1e-6));
    if (helioDays > 0) {
        list.push(
            longitude(
                `${name}.heliocentric`,
                day => heliocentric(body, day).elon,
                helioDays,
                helioCoefficients,
                1e-6,
            ),
        );
    }
}
list.push(longitude('earth.heliocentric', day => heliocentric('Earth', day).elon, 32, 11, 1e-6));

export const series = list;
