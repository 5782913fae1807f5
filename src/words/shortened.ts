/** The text, or its first `longest` UTF-16 units with 「…」 for the rest; never half of an emoji. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`
}
