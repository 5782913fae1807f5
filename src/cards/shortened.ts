const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** What takes more than this is no character of anybody's, but a pile of marks. */
const LONGEST_CHARACTER = 64

/** The text, or its first `longest` UTF-16 units at most, cut between two characters as people see them. */
export function cutTo(text: string, longest: number): string {
  if (text.length <= longest) return text
  // No more than is needed: the segmenter takes a minute for 200,000 units of joined emoji.
  const at = characters.segment(text.slice(0, longest + LONGEST_CHARACTER)).containing(longest)?.index ?? 0
  const isPile = at === 0 || longest - at > LONGEST_CHARACTER
  return text.slice(0, isPile ? longest : at).replace(/[\ud800-\udbff]$/, '')
}

/** Shortens the text, with 「…」 for the rest. */
export function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${cutTo(text, longest)}…`
}
