/**
 * What the tests of several modules share: fakes, builders, a manual clock, and the contract tests
 * that every implementation of a port must pass.
 *
 * <p>Fakes are written by hand and keep the port's contract; there are no mocks. Nothing here is on
 * the class path of the running platform.
 */
@NullMarked
package dev.keel.testkit;

import org.jspecify.annotations.NullMarked;
