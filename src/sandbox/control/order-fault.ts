import type { Box, Chat } from '../state.ts'
import { type Fault, type FaultKind, type FaultOrder, struckBy } from '../faults.ts'
import type { Connection } from '../socket/hub.ts'
import { addBot, removeBot } from './membership.ts'
import { Unable } from './unable.ts'

/** What a fault does the moment it is ordered; the others strike as uses come by. */
const beginnings: Partial<Record<FaultKind, (box: Box, fault: Fault) => void>> = {
  expiredTokens: (box) => box.tokens.clear(),
  dropped(box) {
    for (const { socket } of connectionsStruck(box, 'dropped')) socket.terminate()
  },
  halfOpen(box) {
    for (const connection of connectionsStruck(box, 'halfOpen')) connection.halfOpen = true
  },
  removed(box, fault) {
    fault.out = groupsOf(box, fault.chat).flatMap((chat) =>
      [...chat.bots].map((app_id) => {
        removeBot(box, chat, app_id)
        return { chat_id: chat.chat_id, app_id }
      }),
    )
  },
}
const MOMENTARY: FaultKind[] = ['expiredTokens', 'dropped']

/** Orders a fault; one that is over in a moment happens at once. */
export function orderFault(box: Box, order: FaultOrder): Fault {
  if (order.kind === 'removed' && groupsOf(box, order.chat).length === 0)
    throw new Unable(`removed: there is no group ${order.chat}`)
  const fault: Fault = { ...order, id: (box.faults.ordered.at(-1)?.id ?? 0) + 1, struck: 0 }
  box.faults.ordered.push(fault)
  beginnings[fault.kind]?.(box, fault)
  if (MOMENTARY.includes(fault.kind)) endFault(box, fault.id)
  return fault
}

/** Ends a fault, or all: apps come back into their groups, connections that stayed carry again. */
export function endFault(box: Box, id?: number): void {
  const { faults, hub, chats } = box
  const ended = faults.ordered.filter((one) => id === undefined || one.id === id)
  faults.ordered = faults.ordered.filter((one) => !ended.includes(one))
  for (const { chat_id, app_id } of ended.flatMap((one) => one.out ?? [])) {
    const chat = chats.get(chat_id)
    if (chat && !chat.dissolved && !chat.bots.has(app_id)) addBot(box, chat, app_id)
  }
  if (ended.some(({ kind }) => kind === 'halfOpen'))
    for (const connection of hub.connections) connection.halfOpen = false
}

function connectionsStruck(box: Box, kind: FaultKind): Connection[] {
  const turns = new Map<string, number>()
  return [...box.hub.connections].filter(({ app_id }) => {
    const turn = (turns.get(app_id) ?? 0) + 1
    turns.set(app_id, turn)
    return struckBy(box, kind, { use: `connection ${app_id} ${turn}` }) !== undefined
  })
}

function groupsOf(box: Box, chat_id: string | undefined): Chat[] {
  return [...box.chats.values()].filter(
    (chat) => chat.type === 'group' && !chat.dissolved && [undefined, chat.chat_id].includes(chat_id),
  )
}
