import { expect } from 'vitest'
import type { Control } from '../../src/sandbox/control-client.ts'
import { asObject, type Json } from '../../src/sandbox/json.ts'
import { APP } from '../support/sandbox.ts'
import type { Inside } from './inside.ts'
import { envelopeIn, openRawSocket } from './raw-socket.ts'

/** The app with what it takes to hear everything. */
export const everything = {
  ...APP,
  scopes: ['im:message.group_msg', 'im:message.p2p_msg:readonly', 'im:message'],
}

/** Somebody in a group. */
export const bo = { as: 'ou_bo', chat: 'oc_branch' }

export const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow('400')

/** The messages that the app is told of while something happens, with the type of the event. */
export async function told(inside: Inside, happens: (control: Control) => Promise<unknown>): Promise<Json[]> {
  using raw = await openRawSocket(inside.url)
  const before = (await inside.control.events()).length
  await happens(inside.control)
  const count = (await inside.control.events()).length - before
  await expect.poll(() => raw.data()).toHaveLength(count)
  return raw.data().map((frame) => {
    const { header, event } = envelopeIn(frame)
    return { event_type: header['event_type'], ...asObject(event['message']) }
  })
}
