import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { unanswered } from '../../src/feishu/errors.ts'
import { MemberId, MessageId } from '../../src/ids.ts'
import { updateCard } from '../../src/letters/cards/service.ts'
import { handleClick } from '../../src/inbox/service.ts'
import { deliverLetter, type Post } from '../../src/letters/delivery/service.ts'
import {
  markStale,
  anyCardStale,
  takeDueLetters,
  takeStaleCards,
  writeLetters,
} from '../../src/letters/service.ts'
import type { ActionHandler, Correspondence } from '../../src/letters/types.ts'
import { aClick } from '../support/click.ts'
import { aCtx, type TestCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'
import { aPost, aHandler, BRANCH_CHAT } from '../support/post.ts'

/** A light that every press switches, as one card shows it. */
function aLight() {
  let on = false
  const flip = () => {
    on = !on
  }
  const spec = aHandler({ text: () => (on ? '灯开着' : '灯关着') })
  return { spec, flip, says: () => (on ? '灯开着' : '灯关着') }
}

test('a PATCH that lands after the answer to a click is followed by another', async () => {
  const light = aLight()
  const press: ActionHandler = async () => {
    light.flip()
    return { toast: { tone: 'success', text: '好' } }
  }
  await using at = await aPost(light.spec, press)
  await at.listen()
  const { control } = at.sandbox
  await transact(at.ctx, (tx) =>
    writeLetters(at.ctx, tx, [{ key: 'k', kind: 'meetings.notice', ref: 'A1', to: { chat: BRANCH_CHAT } }]),
  )
  const [id] = await takeDueLetters(at.ctx)
  if (id === undefined) throw new Error('no letter')
  await deliverLetter(at.ctx, at.post, id)
  const shown = async () => JSON.stringify(await control.messages(BRANCH_CHAT, 'ou_anna'))
  light.flip()
  await transact(at.ctx, (tx) => markStale(tx, 'A1', ['meetings.notice']))
  await control.hold({ api: 'patch', when: 'before', count: 1 })
  const patching = updateCard(at.ctx, at.post, id)
  await expect.poll(() => control.held()).toHaveLength(1)
  const [message] = await control.messages(BRANCH_CHAT, 'ou_anna')
  await control.press({ as: 'ou_anna', message: message?.message_id ?? '', text: '参加' })
  for (const { n } of await control.held()) await control.release(n, 'go')
  await patching
  expect(await shown()).toContain('灯开着')
  await expect
    .poll(async () => {
      for (const owed of await takeStaleCards(at.ctx)) await updateCard(at.ctx, at.post, owed)
      return shown()
    })
    .toContain('灯关着')
})

type Platform = { shows: string; flying: Flight[]; left(flight: Flight): void }

/** A platform on which what is written lands when the test says so, and in which order; and one card on it. */
async function aStage(ctx: TestCtx, n: number) {
  const light = aLight()
  const platform: Platform = { shows: '', flying: [], left: () => undefined }
  const land = (card: object) => {
    platform.shows = JSON.stringify(card)
  }
  const patch = async ({ card }: { card: object }) => {
    const answered = Promise.withResolvers<void>()
    const lose = () => answered.reject(unanswered('patch', 'no answer'))
    const flight = { age: 0, most: 59_000, land: () => land(card), answer: answered.resolve, lose }
    platform.flying.push(flight)
    platform.left(flight)
    await answered.promise
  }
  const press: ActionHandler = async () => {
    light.flip()
    return { toast: { tone: 'success', text: '好' } }
  }
  const some = {
    kinds: new Proxy({}, { get: () => light.spec }),
    actions: new Map([['test.press', press]]),
    memberOf: async () => MemberId.parse('anna'),
    onDelivery: async () => undefined,
  }
  // A delivery to a chat, a click and an update use nothing else.
  const letters = some as unknown as Correspondence
  const send = async (request: { content: { card: object } }) => {
    land(request.content.card)
    return { messageId: MessageId.parse(`om_${n}`) }
  }
  // The same of the platform.
  const post = { feishu: { budget: { take: async () => 0 }, patch, send }, letters } as unknown as Post
  const to = { chat: BRANCH_CHAT }
  await transact(ctx, (tx) =>
    writeLetters(ctx, tx, [{ key: `k${n}`, kind: 'meetings.notice', ref: `A${n}`, to }]),
  )
  const [id] = await takeDueLetters(ctx)
  if (id === undefined) throw new Error('no letter')
  await deliverLetter(ctx, post, id)
  return { ctx, n, light, platform, post, letters, id, land, madeAt: performance.now() }
}

/** Something on its way: when it has to have landed, and what its writer hears; that may be nothing for ever. */
type Flight = {
  age: number
  most: number
  land(): void
  answer(): void
  lose(): void
  ends?: Promise<unknown>
}
type Stage = Awaited<ReturnType<typeof aStage>>

/** So many milliseconds pass: what the platform does not keep longer lands before. */
async function pass({ ctx, platform }: Stage, ms: number): Promise<void> {
  for (const flight of [...platform.flying]) {
    flight.age += ms
    if (flight.age > flight.most) await landed(platform, flight)
  }
  await elapse(ctx, ms)
}

async function landed(platform: Stage['platform'], flight: Flight): Promise<void> {
  platform.flying.splice(platform.flying.indexOf(flight), 1)
  flight.land()
  flight.answer()
  await flight.ends
}

/** Makes a move; the time that the machine took since the last one has passed for nobody, as if it were quick. */
async function make(stage: Stage, move: keyof typeof moves): Promise<void> {
  const at = performance.now()
  await elapse(stage.ctx, stage.madeAt - at)
  stage.madeAt = at
  await moves[move](stage)
}

/** What has happened stays in the past, and before what happens next: a negative time ends at this moment, the same for all. */
async function elapse({ db }: TestCtx, ms: number): Promise<void> {
  const passed = sql`${ms} * interval '1 millisecond'`
  const past = (at: string) => sql`${sql.ref(at)} - greatest(${passed}, ${sql.ref(at)} - now())`
  await sql`
    update letters_cards set look_at = look_at - ${passed}, unsure_until = unsure_until - ${passed},
      clicked_at = ${past('clicked_at')}, patch_at = ${past('patch_at')}`.execute(db)
}

async function press(stage: Stage): Promise<void> {
  const { ctx, letters, id, platform, n } = stage
  const value = { a: 'test.press', l: id }
  const click = aClick({ by: 'ou_anna', message: `om_${n}`, chat: BRANCH_CHAT, value })
  const { card } = await handleClick(ctx, letters, click)
  await noted(ctx)
  // Whoever hears 正在处理 is shown nothing new yet.
  if (card === undefined) return
  const hears = { answer: () => undefined, lose: () => undefined }
  platform.flying.push({ age: 0, most: 3_000, land: () => stage.land(card), ...hears })
}

/** Lets the answer be noted, which nobody waits for; whether it was makes no difference to what is shown in the end. */
async function noted({ db }: TestCtx): Promise<void> {
  await new Promise(setImmediate)
  for (let n = 0; n < 3; n += 1) await db.selectFrom('letters_cards').select('shown').execute()
}

/** Updates whatever is stale at this moment; when it comes back the PATCH is on its way. */
async function update({ ctx, post, platform }: Stage): Promise<{ ends: Promise<string[]> }> {
  const left = Promise.withResolvers<Flight>()
  platform.left = left.resolve
  const ends = Promise.all((await takeStaleCards(ctx)).map((id) => updateCard(ctx, post, id)))
  const flight = await Promise.race([ends.then(() => undefined), left.promise])
  if (flight !== undefined) flight.ends = ends
  return { ends }
}

const moves = {
  press,
  change: async ({ ctx, light, n }: Stage) => {
    light.flip()
    await transact(ctx, (tx) => markStale(tx, `A${n}`, ['meetings.notice']))
  },
  // Nobody waits for its end.
  update: async (stage: Stage) => void (await update(stage)),
  second: (stage: Stage) => pass(stage, 1_100),
  minute: (stage: Stage) => pass(stage, 61_000),
  first: async ({ platform }: Stage) => {
    const [flight] = platform.flying
    if (flight !== undefined) await landed(platform, flight)
  },
  last: async ({ platform }: Stage) => {
    const flight = platform.flying.at(-1)
    if (flight !== undefined) await landed(platform, flight)
  },
  // The writer gives up, or is killed, before what it wrote has landed.
  lost: async ({ platform }: Stage) => {
    const [flight] = platform.flying
    flight?.lose()
    await flight?.ends
  },
  killed: async ({ platform }: Stage) => {
    const [flight] = platform.flying
    if (flight === undefined) return
    flight.answer = () => undefined
    delete flight.ends
  },
}

/** Everything lands, and what is stale then is updated until nothing is. */
async function quieten(stage: Stage): Promise<void> {
  do {
    await pass(stage, 61_000)
    const { ends } = await update(stage)
    for (const flight of [...stage.platform.flying]) await landed(stage.platform, flight)
    await ends
  } while (await anyCardStale(stage.ctx))
}

/** A PATCH without an answer, and the answer to a click, that land after a later PATCH; a press while one is on its way. */
const KNOWN: (keyof typeof moves)[][] = [
  ['change', 'update', 'lost', 'second', 'change', 'second', 'update', 'last', 'first'],
  ['press', 'second', 'change', 'update', 'last', 'first'],
  ['change', 'update', 'press', 'change'],
]

test('however clicks, changes and updates cross, once all is quiet the card shows the state', async () => {
  await using db = await aDatabase()
  const ctx = await aCtx(db)
  // The keys of a constant.
  const names = Object.keys(moves) as (keyof typeof moves)[]
  let n = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...names), { minLength: 3, maxLength: 14 }), async (story) => {
      n += 1
      const stage = await aStage(ctx, n)
      for (const move of story) await make(stage, move)
      await quieten(stage)
      const shows = stage.platform.shows.includes(stage.light.says())
      expect({ story, shows }).toEqual({ story, shows: true })
    }),
    { numRuns: 100, endOnFailure: true, examples: KNOWN.map((story) => [story]) },
  )
})
