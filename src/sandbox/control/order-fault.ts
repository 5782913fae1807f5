import type { SandboxState, Chat } from '../state.ts'
import { type Fault, type FaultKind, type FaultOrder, faultFor } from '../faults.ts'
import type { Connection } from '../socket/hub.ts'
import { addBot, removeBot } from './membership.ts'
import { Unable } from './unable.ts'

/** What a fault does the moment it is ordered; the others strike as uses come by. */
const beginnings: Partial<Record<FaultKind, (state: SandboxState, fault: Fault) => void>> = {
  expiredTokens: (state) => state.tokens.clear(),
  dropped(state) {
    for (const { socket } of connectionsStruck(state, 'dropped')) socket.terminate()
  },
  halfOpen(state) {
    for (const connection of connectionsStruck(state, 'halfOpen')) connection.halfOpen = true
  },
  removed(state, fault) {
    fault.out = groupsOf(state, fault.chat).flatMap((chat) =>
      [...chat.bots].map((app_id) => {
        removeBot(state, chat, app_id)
        return { chat_id: chat.chat_id, app_id }
      }),
    )
  },
}
const MOMENTARY: FaultKind[] = ['expiredTokens', 'dropped']

/** Orders a fault; one that is over in a moment happens at once. */
export function orderFault(state: SandboxState, order: FaultOrder): Fault {
  if (order.kind === 'removed' && groupsOf(state, order.chat).length === 0)
    throw new Unable(`removed: there is no group ${order.chat}`)
  const fault: Fault = { ...order, id: (state.faults.ordered.at(-1)?.id ?? 0) + 1, struck: 0 }
  state.faults.ordered.push(fault)
  beginnings[fault.kind]?.(state, fault)
  if (MOMENTARY.includes(fault.kind)) endFault(state, fault.id)
  return fault
}

/** Ends a fault, or all: apps come back into their groups, connections that stayed carry again. */
export function endFault(state: SandboxState, id?: number): void {
  const { faults, hub, chats } = state
  const ended = faults.ordered.filter((one) => id === undefined || one.id === id)
  faults.ordered = faults.ordered.filter((one) => !ended.includes(one))
  for (const { chat_id, app_id } of ended.flatMap((one) => one.out ?? [])) {
    const chat = chats.get(chat_id)
    if (chat && !chat.dissolved && !chat.bots.has(app_id)) addBot(state, chat, app_id)
  }
  if (ended.some(({ kind }) => kind === 'halfOpen'))
    for (const connection of hub.connections) connection.halfOpen = false
}

function connectionsStruck(state: SandboxState, kind: FaultKind): Connection[] {
  const turns = new Map<string, number>()
  return [...state.hub.connections].filter(({ app_id }) => {
    const turn = (turns.get(app_id) ?? 0) + 1
    turns.set(app_id, turn)
    return faultFor(state, kind, { use: `connection ${app_id} ${turn}` }) !== undefined
  })
}

function groupsOf(state: SandboxState, chat_id: string | undefined): Chat[] {
  return [...state.chats.values()].filter(
    (chat) => chat.type === 'group' && !chat.dissolved && [undefined, chat.chat_id].includes(chat_id),
  )
}
