import type { SandboxState, Chat } from '../../src/sandbox/state.ts'
import { APP, aWorld, SCOPES } from '../support/sandbox.ts'
import { aCard, aCardFor } from './app.ts'

export const TO_CHAT = '/im/v1/messages?receive_id_type=chat_id'
export const TO_PERSON = '/im/v1/messages?receive_id_type=open_id'

/** Another app in the same chats. */
export const TWIN = {
  app_id: 'cli_00000000000000b2',
  app_secret: 's',
  name: '别的',
  open_id: 'ou_twin',
  scopes: SCOPES,
}

/** A world with everybody in whose way a message can be. */
export function aHardWorld() {
  const world = aWorld()
  return {
    ...world,
    apps: [...world.apps, TWIN],
    people: [
      ...world.people,
      { open_id: 'ou_far', name: '远', available: false },
      { open_id: 'ou_left', name: '离', gone: true },
    ],
    chats: [
      ...world.chats.map((chat) => ({ ...chat, bots: [...chat.bots, TWIN.app_id] })),
      { chat_id: 'oc_muted', name: '禁言', members: ['ou_bo'], bots: [APP.app_id], muted: true },
      { chat_id: 'oc_gone', name: '解散', members: ['ou_bo'], bots: [APP.app_id], dissolved: true },
    ],
    sensitive: ['违禁'],
    foreign_open_ids: ['ou_foreign'],
  }
}

/** A card just over what the platform takes. */
export function longCard() {
  return aCardFor('oc_branch', aCard('参加', [{ tag: 'markdown', content: '字'.repeat(10_500) }]))
}

/** The group of the tests' world. */
export function branchOf({ chats }: SandboxState): Chat {
  const chat = chats.get('oc_branch')
  if (!chat) throw new Error('the world has lost its group')
  return chat
}

export function dissolve(state: SandboxState): void {
  branchOf(state).dissolved = true
}

export function recallAll({ messages }: SandboxState): void {
  for (const message of messages.values()) message.recalled = true
}
