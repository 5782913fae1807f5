/** What was typed and chosen in a form, kept while it cannot be understood. */
export type Filled = Record<string, string>
