/**
 * What happens on an account, as soon as it can be known: streams tell it first, and a look at the
 * venue's lists underneath tells what they left out. The look does not depend on the streams.
 */
@NullMarked
package dev.keel.venues.ccxt.stream;

import org.jspecify.annotations.NullMarked;
