/**
 * Measurements of Keel's pipeline, each in one run with the raw limit of the same machine.
 *
 * <p>A benchmark prints what it compared and checks that both sides did the same work; it never
 * decides whether a build passes.
 */
@NullMarked
package dev.keel.bench;

import org.jspecify.annotations.NullMarked;
