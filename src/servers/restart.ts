import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'

/** `lost` settles when the server at hand goes away; `revive` gets a new one. */
export type Watch = { server: string; log: Logger; lost(): Promise<void>; revive(): Promise<void> }

const SECONDS_BETWEEN_TRIES = 2

/** Brings a server back whenever it goes away, until asked to stop; `stop` waits for a revival under way. */
export function watchOver({ server, log, lost, revive }: Watch): { stop(): Promise<void> } {
  const stopping = Promise.withResolvers<boolean>()
  const goesAway = () => Promise.race([stopping.promise, lost().then(() => true)])
  const watch = async () => {
    while (await goesAway()) {
      log.error({ server }, 'own server went away: bringing it back')
      await revive().catch(async (error) => {
        log.error({ server, err: error }, 'own server could not be brought back: trying again')
        await pause(SECONDS_BETWEEN_TRIES * 1000)
      })
    }
  }
  const ended = watch()
  return {
    stop() {
      stopping.resolve(false)
      return ended
    },
  }
}
