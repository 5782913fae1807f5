import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { openFiles } from '../../jobs/load-files.ts'
import type { Ctx } from '../../src/ctx.ts'
import type { Tx } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { FileKey, MemberId, MessageId } from '../../src/ids.ts'
import { deliverLetter, type Outbox } from '../../src/letters/delivery/service.ts'
import { letterOf } from '../../src/letters/rules.ts'
import { takeDueLetters } from '../../src/letters/service.ts'
import type { LetterKind } from '../../src/letters/types.ts'
import { registry } from '../../src/router.ts'
import { aCtx } from '../support/ctx.ts'
import { aDatabase } from '../support/database.ts'

// Nothing is sent here: who is asked whether a letter goes is under test.
const feishu: Outbox['feishu'] = {
  budget: { take: async () => 0 },
  send: async ({ uuid }) => ({ messageId: MessageId.parse(`om_${uuid}`) }),
  reply: async ({ uuid }) => ({ messageId: MessageId.parse(`om_${uuid}`) }),
  uploadFile: async () => FileKey.parse('file_1'),
}

export type FilesLife = Awaited<ReturnType<typeof aFilesLife>>

type Over = {
  /** Leaves the other meetings out of the file. */
  only?: readonly string[]
}

/** The demo college in a folder of its own, applied to a database of its own. */
export async function aFilesLife({ only }: Over = {}) {
  await using opening = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-files-'))
  opening.defer(() => rm(folder, { recursive: true, force: true }))
  await cp('config/demo', folder, { recursive: true })
  const path = (name: string) => join(folder, name)
  const edit = async (name: string, change: (text: string) => string) => {
    await writeFile(path(name), change(await readFile(path(name), 'utf8')))
  }
  if (only !== undefined) await edit('college.yaml', (yaml) => withMeetings(yaml, only))
  const db = opening.use(await aDatabase())
  const said: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) })
  const base = await aCtx(db)
  const open = () => openFiles({ path: join(folder, 'college.yaml'), db, now: base.now })
  const files = await open()
  const ctx: Ctx = {
    ...base,
    log,
    get settings() {
      return files.settings()
    },
  }
  await files.apply(ctx)
  // A change is taken up by the second poll that sees it.
  const poll = async (at: Ctx = ctx) => {
    await files.poll(at)
    await files.poll(at)
  }
  const opened = opening.move()
  const disposed = { [Symbol.asyncDispose]: () => opened.disposeAsync() }
  const act = <T>(fn: (tx: Tx) => Promise<T>) => transact(ctx, fn)
  return {
    ...{ db, ctx, files, open, said, edit, poll, path, act, set: base.set, ...disposed },
    cards: (kind: LetterKind) => act((tx) => cardsOf(ctx, tx, kind)),
    deliver: async () => {
      for (const id of await takeDueLetters(ctx))
        await deliverLetter(ctx, { letters: registry.letters, feishu }, id)
    },
    press: (who: string, name: string, data: object) => act((tx) => press(ctx, tx, { who, name, data })),
    fillIn: (who: string, name: string, filled: { data: object; form: Record<string, unknown> }) =>
      act((tx) => press(ctx, tx, { who, name, ...filled })),
  }
}

function withMeetings(yaml: string, only: readonly string[]): string {
  return yaml.replaceAll(/^ {2}- id: (A\d+)\n(?: {4}.*\n)*/gm, (entry, id: string) =>
    only.includes(id) ? entry : '',
  )
}

/** Every letter of a kind, to whom it goes and what it would show now. */
async function cardsOf(ctx: Ctx, tx: Tx, kind: LetterKind) {
  const rows = await tx
    .selectFrom('letters_letters')
    .select(['id', 'kind', 'ref', 'receiver'])
    .where('kind', '=', kind)
    .orderBy('seq')
    .execute()
  const cards = []
  for (const row of rows) {
    const letter = letterOf(row)
    const rendering = await registry.letters.kinds[kind].render(ctx, tx, letter)
    const isRelevant = await registry.letters.kinds[kind].isRelevant(ctx, tx, letter)
    cards.push({ to: row.receiver, ref: row.ref, isRelevant, says: JSON.stringify(rendering) })
  }
  return cards
}

type Pressed = { who: string; name: string; data: object; form?: Record<string, unknown> }

async function press(ctx: Ctx, tx: Tx, what: Pressed): Promise<string> {
  const handler = registry.letters.actions.get(what.name)
  if (handler === undefined) throw new Error(`no button ${what.name}`)
  const who = MemberId.parse(what.who)
  const { toast } = await handler(ctx, tx, {
    who,
    letter: null,
    madeAt: ctx.now(),
    data: what.data,
    form: what.form ?? {},
  })
  return toast.text
}
