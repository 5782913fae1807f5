import type { Page } from '../pages/types.ts'
import { meetingPage } from './meeting/page.ts'
import { minePage } from './mine/page.ts'
import { schedulePage } from './schedule/page.ts'

/** The pages of this feature. */
export const pages: readonly Page[] = [schedulePage, meetingPage, minePage]
