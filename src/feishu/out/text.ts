/**
 * In a text message `<at …>`, `<b>` and `[…](…)` are markup and there is no way to escape them: the sign that
 * begins one is replaced by its full-width twin, so that what somebody wrote stays what it looks like.
 */
export function literalText(text: string): string {
  return text.replace(/<(?=[/a-z])/gi, '＜').replaceAll('](', ']（')
}
