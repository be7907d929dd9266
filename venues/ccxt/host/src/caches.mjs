// Not among what ccxt exports; the bundle takes the very module that its exchanges use.
import { ArrayCache } from '../node_modules/ccxt/js/src/base/ws/Cache.js';

const { append } = ArrayCache.prototype;

/**
 * ccxt moves a full cache by one place for each entry, which costs more than all that is done with the entry. Let it grow
 * to twice its size instead, and then drop the older half at once: what is kept is never less.
 */
export function keepCheaply() {
    ArrayCache.prototype.append = function (item) {
        const size = this.maxSize;
        if (!size || this.length < size) {
            append.call(this, item);
            return;
        }
        if (this.length >= 2 * size) {
            for (let i = 0; i < size; i++) {
                this[i] = this[i + size];
            }
            this.length = size;
        }
        this.maxSize = 0;
        append.call(this, item);
        this.maxSize = size;
    };
}
