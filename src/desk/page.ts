import type { Page } from '../pages/types.ts'
import { minePage } from './mine/page.ts'

/** The pages of this feature. */
export const pages: readonly Page[] = [minePage]
