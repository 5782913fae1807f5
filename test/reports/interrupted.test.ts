import pg from 'pg'
import { templateNamed, templatesWith } from '../../config/college/templates.ts'
import { expect, test, vi } from 'vitest'
import { handleClick } from '../../src/inbox/service.ts'
import { MemberId, RequestId } from '../../src/ids.ts'
import { refreshCards } from '../../src/letters/renewal/service.ts'
import { askFor, openReportsOf } from '../../src/reports/service.ts'
import { registry } from '../../src/router.ts'
import { aLife, type Life } from '../support/a-life.ts'
import { aClick } from '../support/click.ts'
import { statementsOf } from '../support/statements.ts'

/** B10's secretary until the handover, and from then on. */
const FORMER = MemberId.parse('M0213')
const PRESENT = MemberId.parse('M0215')
const REQUEST = 'R-A047'

/** The secretary has the confirm card of A047 open. */
async function written(): Promise<Life> {
  const life = await aLife({ only: ['A047'] })
  await life.liveUntil('2026-11-25T17:00:00+08:00')
  await life.press(FORMER, 'reports.fill', { data: { request: REQUEST } })
  await life.settle()
  return life
}

/** A press on the newest confirm card, as the platform brings it. */
async function click(life: Life, action: string, form: Record<string, unknown>) {
  const letter = await life.db
    .selectFrom('letters_letters')
    .select(['id', 'message_id'])
    .where('kind', '=', 'reports.confirm')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const value = { a: action, l: letter.id, request: REQUEST, n: '1', to: 'notHeld' }
  const made = aClick({
    by: `ou_${FORMER}`,
    message: letter.message_id ?? '',
    chat: 'oc_direct',
    value,
    form,
  })
  return () => handleClick(life.ctx, registry.letters, { ...made, madeAt: life.ctx.now() })
}

async function contentOf({ db }: Life): Promise<unknown> {
  const { fields } = await db.selectFrom('reports_drafts').select('fields').executeTakeFirstOrThrow()
  return fields instanceof Object && 'content' in fields ? fields.content : undefined
}

/** The `nth` statement from now on meets the end of its connection. */
function cutAt(nth: number) {
  const query = pg.Client.prototype.query
  let sent = 0
  return vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    sent += 1
    if (sent === nth) throw new Error('cut')
    return Reflect.apply(query, this, args)
  })
}

test.each(['reports.turn', 'reports.submit'])(
  '%s, cut at whichever statement: what was said to be saved is, and what was not leaves the draft as it was',
  async (action) => {
    await using life = await written()
    const whole = await statementsOf(await click(life, 'reports.turn', { content: '第0次' }), (sent) =>
      sent.some((text) => text.startsWith('update "letters_cards" set "shown"')),
    )
    await life.press(FORMER, 'reports.turn', { data: { request: REQUEST, n: '1', to: '0' } })
    let saved: unknown = '第0次'
    let cuts = 0
    for (let nth = 1; nth <= whole.sent.length; nth += 1) {
      const content = `第${nth}次`
      const press = await click(life, action, { content })
      const cut = cutAt(nth)
      const answer = await press().catch(() => undefined)
      cut.mockRestore()
      await expect.poll(() => contentOf(life)).toSatisfy((now) => now === saved || now === content)
      const now = await contentOf(life)
      if (answer?.toast?.type === 'success' || answer?.toast?.type === 'info') expect(now).toBe(content)
      else cuts += 1
      saved = now
      const { n } = await versionsOf(life)
      // Nothing is handed in by half.
      expect(n === 0 || now === content).toBe(true)
      if (n > 0) return
      await life.press(FORMER, 'reports.turn', { data: { request: REQUEST, n: '1', to: '0' } })
    }
    expect(cuts).toBeGreaterThan(5)
  },
)

async function versionsOf({ db }: Life): Promise<{ n: number }> {
  const query = db.selectFrom('reports_versions').select((eb) => eb.fn.countAll<number>().as('n'))
  const { n } = await query.executeTakeFirstOrThrow()
  return { n: Number(n) }
}

test('on day 13 the draft stands on a fresh card as it was saved, and is handed in from there', async () => {
  await using life = await written()
  await life.press(FORMER, 'reports.turn', {
    data: { request: REQUEST, n: '1', to: '0' },
    form: { content: '写了一半' },
  })
  await life.liveUntil('2026-12-08T18:00:00+08:00')
  await refreshCards(life.ctx, registry.letters)
  await life.settle()
  const fresh = (await life.letters('reports.confirm')).at(-1)
  expect(fresh?.key).toMatch(/^fresh:/)
  expect(JSON.stringify(life.sent.at(-1)?.content)).toContain('写了一半')
  await life.press(FORMER, 'reports.submit', { data: { request: REQUEST, n: '1' } })
  expect(await versionsOf(life)).toEqual({ n: 1 })
})

test('of two who hand in at once both are heard: one version, and the other sees it beside the own text', async () => {
  await using life = await written()
  await life.press(PRESENT, 'reports.fill', { data: { request: REQUEST } })
  const submit = (who: string) =>
    life.press(who, 'reports.submit', { data: { request: REQUEST, n: '1' }, form: { content: `${who}写的` } })
  const answers = await Promise.all([submit(FORMER), submit(PRESENT)])
  expect(answers.filter((answer) => answer === '已提交，谢谢。')).toHaveLength(1)
  expect(answers.filter((answer) => answer.includes('另有同志提交过'))).toHaveLength(1)
  expect(await versionsOf(life)).toEqual({ n: 1 })
  const drafts = await life.db.selectFrom('reports_drafts').select(['member_id', 'fields']).execute()
  for (const { member_id: who, fields } of drafts) expect(fields).toMatchObject({ content: `${who}写的` })
})

test('what an office owes follows it: asked, on the list, chased, and written by whoever holds it; the draft of before is kept', async () => {
  await using life = await aLife({ only: [] })
  const last = { until: '2026-11-24' }
  const offices = life.db.updateTable('roster_offices').set(last).where('member_id', '=', FORMER)
  await offices.where('office', '=', '支部书记').execute()
  const office = { member_id: PRESENT, office: '支部书记', scope: 'B10', since: '2026-11-25', until: null }
  await life.db.insertInto('roster_offices').values(office).execute()
  const id = RequestId.parse('R-remedy')
  const branch = life.college.branches.find((one) => one.id === 'B10')?.id ?? null
  await life.act((tx) =>
    askFor(life.ctx, tx, {
      ...{ id, about: { kind: 'remedy', id: 'I1' }, branch, title: '补齐请假记录', owner: FORMER },
      ...{
        office: '支部书记',
        review: 'none',
        reviewer: null,
        told: true,
        form: templateNamed(templatesWith([]), '整改')?.questions ?? [],
      },
      dueAt: Temporal.Instant.from('2026-11-26T18:00+08:00'),
    }),
  )
  await life.settle()
  const owed = async (who: MemberId) => (await life.act((tx) => openReportsOf(life.ctx, tx, who))).length
  expect([await owed(FORMER), await owed(PRESENT)]).toEqual([1, 0])
  await life.press(FORMER, 'reports.fill', { data: { request: id } })
  await life.liveUntil('2026-11-27T12:00:00+08:00')
  expect([await owed(FORMER), await owed(PRESENT)]).toEqual([0, 1])
  const receivers = async (kind: string) => (await life.letters(kind)).map(({ receiver }) => receiver)
  expect(await receivers('reports.request')).toEqual([`person:${FORMER}`])
  expect(new Set(await receivers('reports.chase'))).toEqual(new Set([`person:${PRESENT}`]))
  const fill = (who: string) => life.press(who, 'reports.fill', { data: { request: id } })
  expect(await fill(PRESENT)).toBe('填写卡已发到与您的私聊。')
  const submit = (who: string, content: string) =>
    life.press(who, 'reports.submit', { data: { request: id, n: '1' }, form: { content } })
  expect(await submit(FORMER, '已补齐')).toContain('由')
  expect(await submit(PRESENT, '已补齐')).toBe('已提交，谢谢。')
})
