import { useEffect, useState } from 'preact/hooks'
import { get, post, reasonOf } from '../api.ts'
import type { Card } from '../card/types.ts'

/** One call of the open platform; without `status` it is still on its way. */
export type Call = {
  n: number
  at: string
  api: string
  receiver?: string
  status?: number
  code?: number
  msg?: string
  took?: number
  effect: 'new' | 'repeat' | 'none'
  content?: string
}

/** What one rule says against a card: advice when the code is 0; `own` when the code is the sandbox's choice. */
export type Finding = {
  rule: string
  section: string
  code: number
  own?: boolean
  path?: string
  message: string
  value?: string
}

type Use = { used: number; limit: number }
export type Meters = {
  apis: { app_id: string; api: string; second: Use; minute: Use }[]
  quota: { used: number; limit: number | null }
}

export type FaultOrder = {
  kind: string
  share: number
  ms: number
  api?: string
  count?: number
  who?: string
  chat?: string
}
export type Faults = {
  seed: number
  ordered: (FaultOrder & { id: number; struck: number })[]
  log: { at: string; kind: string; use: string }[]
}

export type Question = { name: string; section: string; asks: string; answers: string[]; value: string }

/** What the inspector asks of the sandbox. */
export const asks = {
  /** The calls after the first `after`; below zero: so many of the last. */
  calls: async (after: number) => (await get<{ calls: Call[] }>(`record?after=${after}`)).calls,
  check: async (card: Card) => (await post<{ findings: Finding[] }>('check', { card })).findings,
  meters: () => get<Meters>('meters'),
  faults: () => get<Faults>('faults'),
  order: (fault: FaultOrder) => post<{ id: number }>('faults', fault),
  heal: (id: number) => post<object>('heal', { id }),
  seed: (seed: number) => post<object>('seed', { seed }),
  switches: () => get<Question[]>('switches'),
  turn: (name: string, value: string) => post<object>('switch', { name, value }),
}

/** Returns the result of `ask`, refreshed every second while it is visible; `again` refreshes at once. */
export function usePolled<T>(ask: () => Promise<T>) {
  const [known, setKnown] = useState<{ value?: T; refused?: string }>({})
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let open = true
    const look = async () => {
      const news = await ask().then(
        (value) => ({ value }),
        (error) => ({ refused: reasonOf(error) }),
      )
      if (open) setKnown(news)
    }
    void look()
    const timer = setInterval(look, 1_000)
    return () => {
      open = false
      clearInterval(timer)
    }
  }, [ask, turn])
  return { ...known, again: () => setTurn(turn + 1) }
}
