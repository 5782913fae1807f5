import { once } from 'node:events'

const LAST_RESORT_MS = 20_000

/** Resolves when this process is told to stop: by a signal, or because the process that started it has gone. */
export async function untilToldToStop(): Promise<void> {
  const orders = [once(process, 'SIGTERM'), once(process, 'SIGINT')]
  if (process.send !== undefined) orders.push(once(process, 'disconnect'))
  await Promise.race(orders)
  // A stop must end: what a hung server keeps waiting is taken up from the rows at the next start.
  setTimeout(() => process.exit(1), LAST_RESORT_MS).unref()
  // The channel to the parent must not keep the process.
  if (process.connected) process.disconnect?.()
}
