import { expect, test } from 'vitest'
import { MemberId } from '../../src/ids.ts'
import { filesState } from '../../src/roster/service.ts'
import { writeLetters } from '../../src/letters/service.ts'
import { aFilesLife, type FilesLife } from './files-life.ts'

const half = (csv: string) => csv.split('\n').slice(0, 360).join('\n')
const present = async ({ db }: FilesLife) =>
  (await db.selectFrom('roster_members').select('id').where('left_on', 'is', null).execute()).length

test('a half-written list of members changes nothing until an administrator has said yes in the chat', async () => {
  await using life = await aFilesLife()
  await life.edit('members.csv', half)
  await life.poll()
  await life.poll()
  expect(await present(life)).toBe(420)
  const letters = await life.cards('roster.waiting')
  expect(letters.map(({ to }) => to)).toEqual(['person:M0140', 'person:M0141', 'person:M0142'])
  expect(letters[0]?.says).toContain('原有420人，其中')
  expect(letters[0]?.says).toMatch(/等61人不再在册/)
  const data = { version: letters[0]?.ref ?? '' }
  expect(await life.press('M0001', 'roster.confirm', data)).toContain('学院管理员')
  await life.poll()
  expect(await present(life)).toBe(420)
  expect(await life.press('M0141', 'roster.confirm', data)).toContain('已确认')
  expect(await life.press('M0142', 'roster.refuse', data)).toContain('已有管理员处理过')
  await life.poll()
  expect(await present(life)).toBe(359)
  expect(await life.act(filesState)).toBe('ok')
})

test('refused, it stays out; the file as it was is in force at once, and the same cut is asked about again', async () => {
  await using life = await aFilesLife()
  let whole = ''
  await life.edit('members.csv', (csv) => {
    whole = csv
    return half(csv)
  })
  await life.poll()
  const [asked] = await life.cards('roster.waiting')
  await life.press('M0140', 'roster.refuse', { version: asked?.ref ?? '' })
  await life.poll()
  expect(await present(life)).toBe(420)
  // A new start does not ask again.
  const started = await life.open()
  await started.apply(life.ctx)
  expect(await present(life)).toBe(420)
  expect(await life.cards('roster.waiting')).toHaveLength(3)
  await life.edit('members.csv', () => whole)
  await life.poll()
  expect(await life.act(filesState)).toBe('ok')
  await life.edit('members.csv', half)
  await life.poll()
  expect(await life.cards('roster.waiting')).toHaveLength(6)
  expect(await life.press('M0140', 'roster.confirm', { version: asked?.ref ?? '' })).toContain('已确认')
  await life.poll()
  expect(await present(life)).toBe(359)
})

const GRAVE = {
  'a whole branch': {
    file: 'college.yaml',
    change: (yaml: string) => yaml.replace(/(id: B14, name[^}]*) }/, '$1, active: false }'),
    said: '将停用',
  },
  'the office of every secretary': {
    file: 'members.csv',
    change: (csv: string) => csv.replaceAll('支部书记', ''),
    said: '将没有支部书记',
  },
  'an administrator’s right': {
    file: 'college.yaml',
    change: (yaml: string) => yaml.replace('M0142, rights: admin', 'M0142, rights: member'),
    said: '管理员权限',
  },
  'an administrator’s account': {
    file: 'members.csv',
    change: (csv: string) => csv.replace('ou_fx_0142', ''),
    said: '管理员权限',
  },
}

test.each(Object.entries(GRAVE))(
  '%s that goes waits for a yes; on the command line --yes is one',
  async (_, grave) => {
    await using life = await aFilesLife()
    const before = JSON.stringify(life.files.college())
    await life.edit(grave.file, grave.change)
    await life.poll()
    expect((await life.cards('roster.waiting'))[0]?.says).toContain(grave.said)
    expect(JSON.stringify(life.files.college())).toBe(before)
    const typed = await life.open()
    await typed.apply(life.ctx, { yes: true })
    expect(JSON.stringify(typed.college())).not.toBe(before)
    await life.poll()
    expect(await life.act(filesState)).toBe('ok')
  },
)

test('a question that ended because its reader had left comes back with the reader', async () => {
  await using life = await aFilesLife()
  const ended = life.db
    .selectFrom('letters_letters')
    .select(['key', 'ended'])
    .where('key', 'like', 'q%')
    .orderBy('key')
  const question = (key: string, who: string) => ({
    ...{ key, kind: 'attendance.ask' as const, ref: `A047/${who}@1`, to: { person: MemberId.parse(who) } },
  })
  await life.act((tx) => writeLetters(life.ctx, tx, [question('q1', 'M0230'), question('q2', 'M0231')]))
  let lines = ''
  await life.edit('members.csv', (csv) =>
    csv.replace(/^M0230,.*\nM0231,.*\n/m, (found) => {
      lines = found
      return ''
    }),
  )
  await life.poll()
  await life.deliver()
  expect(await ended.execute()).toEqual([
    { key: 'q1', ended: 'obsolete' },
    { key: 'q2', ended: 'obsolete' },
  ])
  // What ended for another reason stays ended.
  await life.db.updateTable('letters_letters').set({ code: null }).where('key', '=', 'q2').execute()
  await life.edit('members.csv', (csv) => csv + lines)
  await life.poll()
  expect(await ended.execute()).toEqual([
    { key: 'q1', ended: null },
    { key: 'q2', ended: 'obsolete' },
  ])
})

test('administrators are told what a load changed, once, quietly, and with names for nobody else', async () => {
  await using life = await aFilesLife()
  expect(await life.cards('roster.loaded')).toEqual([])
  life.set('2026-11-28T22:00:00+08:00')
  await life.edit('members.csv', (csv) =>
    csv.replace(/^M0230,.*\n/m, '').replace(/^M0231,([^,]+),/m, 'M0231,改了名,'),
  )
  await life.edit('college.yaml', (yaml) => yaml.replace('name: 智能与机电工程学院', 'name: 新学院'))
  await life.poll()
  await life.poll()
  const letters = await life.cards('roster.loaded')
  expect(letters.map(({ to }) => to)).toEqual(['person:M0140', 'person:M0141', 'person:M0142'])
  expect(letters[0]?.says).toMatch(/减少1人（[^）]+）；改动1人/)
  expect(letters[0]?.says).toContain('"设置","有改动"')
  const [row] = await life.db
    .selectFrom('letters_letters')
    .select('due')
    .where('kind', '=', 'roster.loaded')
    .execute()
  // The twenty-eighth is a Saturday: it comes on Monday morning.
  expect(row?.due.toString()).toBe('2026-11-29T23:30:00Z')
})
