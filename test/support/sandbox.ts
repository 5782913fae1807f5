import type { WorldInput } from '../../src/sandbox/world.ts'
import { type HostedSandbox, hostSandbox } from './hosted-sandbox.ts'

/** The app of the tests' world. */
export const APP = {
  app_id: 'cli_00000000000000a1',
  app_secret: 'secret',
  open_id: 'ou_bot',
  name: '支部助手',
}

/** Every scope that the bot asks for. */
export const SCOPES = [
  'im:message:send_as_bot',
  'im:message:update',
  'im:message:readonly',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:chat:read',
  'im:chat.members:read',
  'im:chat.members:bot_access',
  'im:resource:upload',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
]

/** Three people, one group with the bot and one without. */
export function aWorld(over: Partial<WorldInput> = {}): WorldInput {
  return {
    now: '2026-11-23T01:00:00Z',
    apps: [{ ...APP, scopes: SCOPES }],
    people: [
      { open_id: 'ou_anna', name: '安娜', title: '支部书记' },
      { open_id: 'ou_bo', name: '博文' },
      { open_id: 'ou_chen', name: '陈晨' },
    ],
    chats: [
      { chat_id: 'oc_branch', name: '第十支部', members: ['ou_anna', 'ou_bo'], bots: [APP.app_id] },
      { chat_id: 'oc_other', name: '没有助手的群', members: ['ou_anna', 'ou_chen'], bots: [] },
    ],
    ...over,
  }
}

/** A sandbox for one test; it moves its own clock and serves no page. */
export function openSandbox(world: WorldInput = aWorld()): Promise<HostedSandbox> {
  return hostSandbox(world)
}
