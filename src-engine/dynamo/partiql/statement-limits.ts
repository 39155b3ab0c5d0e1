/**
 * Expressions within expressions, at most: of what can be executed nothing comes near, and what is beyond would exhaust
 * the stack. The service's own limit is not known.
 */
export const MOST_LEVELS = 300
