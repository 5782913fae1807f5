import type { Page } from '../pages/types.ts'
import { ledgerPage } from './coverage/page.ts'
import { cellPage } from './history/page.ts'
import { programmePage } from './table/page.ts'

/** The pages of this feature. */
export const pages: readonly Page[] = [ledgerPage, programmePage, cellPage]
