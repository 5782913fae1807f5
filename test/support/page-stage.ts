import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { openBrowser } from './browser.ts'
import { type Click, type EchoBot, openEchoBot } from './echo-bot.ts'
import { type HostedSandbox, hostSandbox } from './hosted-sandbox.ts'
import { APP, aWorld } from './sandbox.ts'

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 })

const wide = { width: 1280, height: 800 }

/** A local platform with its page, a bot of a few lines and one browser, for a whole file of tests. */
export type PageStage = AsyncDisposable & {
  sandbox: HostedSandbox
  bot: EchoBot
  /** Decides what the bot answers to the next clicks. */
  answer(how: (click: Click) => unknown): void
  /** Opens the page as one person in one chat, in a window of its own that is closed with the test. */
  visit(where: { as: string; chat: string }, size?: typeof wide): Promise<AsyncDisposable & { page: Page }>
}

export async function openPageStage(): Promise<PageStage> {
  await using opening = new AsyncDisposableStack()
  const [browser, sandbox] = await Promise.all([openBrowser(), hostSandbox(aWorld(), true)])
  opening.defer(() => browser.close())
  opening.use(sandbox)
  let onClick: (click: Click) => unknown = () => ({})
  const bot = opening.use(await openEchoBot({ ...APP, url: sandbox.url, onClick: (click) => onClick(click) }))
  const connected = async () => (await sandbox.control.state()).connections > 0
  await vi.waitUntil(connected, { timeout: 20_000 })
  const opened = opening.move()
  return {
    sandbox,
    bot,
    answer(how) {
      onClick = how
    },
    async visit({ as, chat }, viewport = wide) {
      const page = await browser.newPage({ viewport })
      await page.goto(`${sandbox.url}/#as=${as}&chat=${chat}`)
      await page.getByLabel('输入消息').first().waitFor()
      return { page, [Symbol.asyncDispose]: () => page.close() }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
