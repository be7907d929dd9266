package dev.keel.bench;

/** How a result is printed. */
enum Format {
    TABLE,
    JSON
}
