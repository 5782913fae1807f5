import { type Launched, launchSandbox } from '../../src/sandbox/launch.ts'

/** The app of the bench. */
export const APP = { id: 'cli_0000000000be4c11', secret: 'bench-secret', openId: 'ou_bench_bot' }

const SCOPES = ['im:message:send_as_bot', 'im:message:update', 'im:message.p2p_msg:readonly']

/** How many people are reminded: three meetings of a large college at once. */
export const REMINDED = 560

/** The id of one of them, on the platform without its prefix. */
export function memberOf(index: number): string {
  return `bench_${index}`
}

/** A local platform with these people, in a process of its own. */
export function openPlatform(): Promise<Launched> {
  const people = Array.from({ length: REMINDED }, (_, index) => ({
    open_id: `ou_${memberOf(index)}`,
    name: memberOf(index),
  }))
  const world = {
    apps: [{ app_id: APP.id, app_secret: APP.secret, open_id: APP.openId, scopes: SCOPES }],
    people,
    chats: [
      { chat_id: 'oc_bench', name: 'bench', members: people.map(({ open_id }) => open_id), bots: [APP.id] },
    ],
  }
  return launchSandbox({ world, port: 0, page: false, hasTimeController: false })
}
