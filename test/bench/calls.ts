import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { launchSandbox } from '../../src/sandbox/launch.ts'
import { figure, rounded } from './measurements.ts'

// Forty apps write to four hundred people, once in each round: no limit of the platform is reached.
const APPS = 40
const PEOPLE = 400
const ROUNDS = 4
const AT_ONCE = 16

const content = JSON.stringify({ text: '11月25日（周三）14:00召开支部党员大会，请反馈是否参加。' })

/** How many messages a second the local platform takes, beside a bare route that takes the same requests. */
export async function benchCalls(): Promise<void> {
  await using sandbox = await launchSandbox({
    world: aWorld(),
    port: 0,
    page: false,
    hasTimeController: false,
  })
  const tokens = await Promise.all(Array.from({ length: APPS }, (_, app) => tokenOf(sandbox.url, app)))
  const empty = fork(fileURLToPath(new URL('empty-route.ts', import.meta.url)))
  const [address] = await once(empty, 'message')
  const seconds = { ours: 0, bare: 0 }
  // By turns, so that a machine that is busy with something else slows down both.
  for (let round = 0; round < ROUNDS; round += 1) {
    seconds.bare += await secondsOf(`${address}`, tokens)
    seconds.ours += await secondsOf(sandbox.url, tokens)
  }
  empty.kill('SIGKILL')
  const record = await sandbox.control.record()
  const taken = record.filter(({ effect }) => effect === 'new').length
  const sends = ROUNDS * PEOPLE
  figure('messages per second of the local platform', seconds.bare / seconds.ours, {
    unit: '× an empty route',
    perSecond: rounded(sends / seconds.ours),
    empty: rounded(sends / seconds.bare),
    refused: sends - taken,
  })
}

function appOf(index: number) {
  return { app_id: `cli_${index.toString(16).padStart(16, '0')}`, app_secret: 'bench' }
}

function aWorld() {
  const apps = Array.from({ length: APPS }, (_, index) => ({
    ...appOf(index),
    open_id: `ou_bot_${index}`,
    scopes: ['im:message:send_as_bot'],
  }))
  const people = Array.from({ length: PEOPLE }, (_, index) => ({ open_id: `ou_${index}`, name: `${index}` }))
  return { apps, people, chats: [] }
}

async function tokenOf(url: string, app: number): Promise<string> {
  const answer = await post(`${url}/open-apis/auth/v3/tenant_access_token/internal`, appOf(app))
  return `${Reflect.get(Object(await answer.json()), 'tenant_access_token')}`
}

async function secondsOf(url: string, tokens: string[]): Promise<number> {
  const started = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => sendShare(url, tokens, worker)))
  return (performance.now() - started) / 1_000
}

async function sendShare(url: string, tokens: string[], worker: number): Promise<void> {
  for (let number = worker; number < PEOPLE; number += AT_ONCE) {
    const body = { receive_id: `ou_${number}`, msg_type: 'text', content }
    const path = '/open-apis/im/v1/messages?receive_id_type=open_id'
    await (await post(`${url}${path}`, body, tokens[number % APPS])).arrayBuffer()
  }
}

function post(url: string, body: object, token = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}
