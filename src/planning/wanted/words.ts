/** What is said of a meeting that somebody else is asked to call. */
export const words = { comma: '，' }
