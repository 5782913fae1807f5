import { language } from '../env.ts'

/** What is said about a fault: what is wrong, and what to do about it. */
export type Said = { what: string; cure: string }

/** One set of words in each language that the loader speaks. */
export type InEach<W> = { zh: W; en: NoInfer<W> }

/** The words in the language in which this process tells of faults. */
export function spoken<W>(words: InEach<W>): W {
  return words[language()]
}
