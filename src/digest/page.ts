import type { Page } from '../pages/types.ts'
import { overviewPage } from './overview/page.ts'
import type { Offers } from './overview/types.ts'

/** The pages of this feature; `offers`: what features beside it show on them. */
export function pagesOf(offers: Offers): readonly Page[] {
  return [overviewPage(offers)]
}
