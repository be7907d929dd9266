/**
 * A mailbox that lies on another machine: an agent beside the terminal and a server beside Keel
 * copy its files both ways over mutual TLS. They can sign nothing, and need no pairing key: what
 * they could do wrong, both ends would refuse.
 */
@NullMarked
package dev.keel.venues.metatrader.relay;

import org.jspecify.annotations.NullMarked;
