import type { Call } from '../../src/sandbox/calls.ts'
import type { Control } from '../../src/sandbox/control-client.ts'

/** Every call so far, in order. */
export type Record = () => Promise<readonly Call[]>

/**
 * Follows what the platform saw. Only calls that have not ended are asked for again: a platform that tells everything
 * from the start to dozens of people several times a second has no time left to answer the bot.
 */
export function followRecord(control: Pick<Control, 'record'>): Record {
  const ended: Call[] = []
  let asking: Promise<readonly Call[]> | null = null
  const ask = async () => {
    const news = await control.record(ended.length)
    const open = news.findIndex(({ took }) => took === undefined)
    ended.push(...(open < 0 ? news : news.slice(0, open)))
    return open < 0 ? ended : [...ended, ...news.slice(open)]
  }
  return () => {
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }
}
