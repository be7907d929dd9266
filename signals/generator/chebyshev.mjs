// Fits Chebyshev polynomials to a series, quantises them, and reads them back.

import {FIRST_DAY, LAST_DAY, fold} from './series.mjs';

/** Samples per coefficient: what lies beyond the degree is then averaged out, not folded in. */
const OVERSAMPLING = 2;

export function segments(one) {
    return Math.ceil((LAST_DAY - FIRST_DAY) / one.segmentDays);
}

/** The multiples of the quantum for each segment, in order: segments x coefficients. */
export function quantised(one) {
    const nodes = OVERSAMPLING * one.coefficients;
    const cosines = Array.from({length: nodes}, (_, k) => Math.cos((Math.PI * (k + 0.5)) / nodes));
    const count = segments(one);
    const result = new Array(count * one.coefficients);
    for (let segment = 0; segment < count; segment++) {
        const half = one.segmentDays / 2;
        const middle = FIRST_DAY + segment * one.segmentDays + half;
        const values = cosines.map(x => one.value(middle + half * x));
        if (one.angle) {
            unwrap(values);
        }
        for (let n = 0; n < one.coefficients; n++) {
            let sum = 0;
            for (let k = 0; k < nodes; k++) {
                sum += values[k] * Math.cos((Math.PI * n * (k + 0.5)) / nodes);
            }
            let coefficient = (sum * (n === 0 ? 1 : 2)) / nodes;
            if (n === 0 && one.angle) {
                coefficient = fold(coefficient + 180) - 180;
            }
            result[segment * one.coefficients + n] = Math.round(coefficient / one.quantum);
        }
    }
    return result;
}

function unwrap(values) {
    for (let i = 1; i < values.length; i++) {
        values[i] -= 360 * Math.round((values[i] - values[i - 1]) / 360);
    }
}

/** The value of a fitted series. */
export function evaluate(one, multiples, day) {
    const segment = Math.min(Math.floor((day - FIRST_DAY) / one.segmentDays), segments(one) - 1);
    const x = (2 * (day - FIRST_DAY - segment * one.segmentDays)) / one.segmentDays - 1;
    let next = 0;
    let afterNext = 0;
    for (let n = one.coefficients - 1; n > 0; n--) {
        const now = multiples[segment * one.coefficients + n] * one.quantum + 2 * x * next - afterNext;
        afterNext = next;
        next = now;
    }
    return multiples[segment * one.coefficients] * one.quantum + x * next - afterNext;
}

/** One byte for -64..63, two for -8192..8191 ...: zigzag, then seven bits a byte, the lowest first. */
export function packed(multiples) {
    const bytes = [];
    for (const multiple of multiples) {
        let rest = multiple >= 0 ? 2 * multiple : -2 * multiple - 1;
        while (rest >= 128) {
            bytes.push((rest % 128) + 128);
            rest = Math.floor(rest / 128);
        }
        bytes.push(rest);
    }
    return Buffer.from(bytes);
}
