import type { Given, Page } from './types.ts'

/** The page under an address such as `/meetings/A047?names=1`, and what the address says; null: there is none. */
export function pageAt(pages: readonly Page[], address: string): { page: Page; given: Given } | null {
  // Behind a host of its own, an address that begins with two slashes names no other one.
  const url = URL.parse(`http://pages.invalid${address}`)
  if (url === null) return null
  const { pathname, searchParams } = url
  const asked = partsOf(pathname)
  const filters = Object.fromEntries(searchParams)
  // The records keep no such sign, and nobody types one.
  const holdsNul = [...(asked ?? []), ...Object.entries(filters).flat()].some((text) => text.includes('\0'))
  if (asked === null || holdsNul) return null
  for (const page of pages) {
    const given = partsGiven(page.path.split('/'), asked)
    if (given !== null) return { page, given: { ...filters, ...given } }
  }
  return null
}

/** Null where the path is no text. */
function partsOf(pathname: string): string[] | null {
  try {
    return pathname.split('/').map(decodeURIComponent)
  } catch {
    // An escape that stands for no character: whoever wrote it meant no page.
    return null
  }
}

function partsGiven(path: readonly string[], asked: readonly string[]): Given | null {
  if (path.length !== asked.length) return null
  const given: Record<string, string> = {}
  for (const [place, part] of path.entries()) {
    const said = asked[place] ?? ''
    if (part.startsWith(':')) given[part.slice(1)] = said
    else if (part !== said) return null
  }
  return given
}

/** Below this path of the public address all pages lie, so that a proxy need pass on nothing else. */
export const PREFIX = '/p'
/** Below this one, the token of a link. */
export const ENTER = '/in'

/** Where a token is exchanged. */
export function enterAddress(publicUrl: string, secret: string): string {
  return `${publicUrl}${PREFIX}${ENTER}/${secret}`
}
