/** What stands behind the command's name on the command line. */
export type Args = { words: string[]; options: Record<string, string | boolean | undefined> }
