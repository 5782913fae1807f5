import { gatewayMeters, quotaOf } from '../api/admission.ts'
import type { Box } from '../state.ts'

type Used = { used: number; limit: number }

/** How far the limits of the gateway are used up, by app and API. */
export type Meters = {
  apis: { app_id: string; api: string; second: Used; minute: Used }[]
  quota: { used: number; limit: number | null }
}

/** Reads the meters of every API that was called; the quota is that of the first app. */
export function readMeters(box: Box): Meters {
  const apis = [...box.rates.keys()].flatMap((key) => {
    const [kind, app_id = '', api = ''] = key.split(' ')
    if (kind !== 'api') return []
    const [second, minute] = gatewayMeters(box, app_id, api).map(({ used, limit }) => ({ used, limit }))
    return second && minute ? [{ app_id, api, second, minute }] : []
  })
  const [first] = box.apps.values()
  return { apis, quota: first ? quotaOf(box, first) : { used: 0, limit: null } }
}
