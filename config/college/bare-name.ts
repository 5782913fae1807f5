/** A name by which two are compared, however its letters are spaced or typed. */
export function bareName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '')
}
