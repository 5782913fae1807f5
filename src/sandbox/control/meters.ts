import { gatewayMeters, quotaOf } from '../api/admission.ts'
import type { SandboxState } from '../state.ts'

type Used = { used: number; limit: number }

/** How far the limits of the gateway are used up, by app and API. */
export type Meters = {
  apis: { app_id: string; api: string; second: Used; minute: Used }[]
  quota: { used: number; limit: number | null }
}

/** Reads the meters of every API that was called; the quota is that of the first app. */
export function readMeters(state: SandboxState): Meters {
  const apis = [...state.rates.keys()].flatMap((key) => {
    const [kind, app_id = '', api = ''] = key.split(' ')
    if (kind !== 'api') return []
    const [second, minute] = gatewayMeters(state, app_id, api).map(({ used, limit }) => ({ used, limit }))
    return second && minute ? [{ app_id, api, second, minute }] : []
  })
  const [first] = state.apps.values()
  return { apis, quota: first ? quotaOf(state, first) : { used: 0, limit: null } }
}
