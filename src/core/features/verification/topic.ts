/** Topic of all messages about verification. */
export const TOPIC = 'verification';
