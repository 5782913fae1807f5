import type { Locator, Page } from 'playwright-core'

/** The card with that title. */
export function cardIn(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true })
}

/** Presses a button of a card. */
export async function press(card: Locator, label: string): Promise<void> {
  await card.getByRole('button', { name: label, exact: true }).click()
}

/** Waits until the page says so at its edge. */
export async function toast(page: Page, words: string): Promise<void> {
  await page.getByRole('status').getByText(words).waitFor()
}

/** Moves the time of the demo by its button, until its clock says so. */
export async function advance(page: Page, button: string, until: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.locator('.clock', { hasText: until }).waitFor()
}

/** Writes a line into the open chat. */
export async function say(page: Page, line: string): Promise<void> {
  await page.getByLabel('输入消息').fill(line)
  await page.keyboard.press('Enter')
}
