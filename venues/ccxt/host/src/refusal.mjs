/** The host itself says no; nothing was sent. */
export class Refusal extends Error {
    name = 'HostRefused';
}

/** There was no answer in time. Whatever had not left by then stays. */
export class DeadlineOver extends Error {
    name = 'DeadlineOver';
}
