import { test } from 'vitest'
import { openBrowser } from '../support/browser.ts'

test('never ends, and holds a browser', async () => {
  await openBrowser()
  await new Promise(() => undefined)
})
