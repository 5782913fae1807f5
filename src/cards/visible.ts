// What has no shape: joiners, direction marks, soft hyphens, fillers, and the empty braille cell.
const SHAPELESS = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu

/** The text as one sees it: without characters that cannot be seen, and without spaces around it. */
export function visible(text: string): string {
  return text.replace(SHAPELESS, '').trim()
}
