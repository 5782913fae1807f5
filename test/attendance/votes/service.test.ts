import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCollege } from '../../meetings/college.ts'
import { type Made, press, type Registry } from '../press.ts'

/** B10 discusses an admission at A078: its secretary and host, its deputy, a member, an administrator. */
const [SECRETARY, DEPUTY, MEMBER, ADMIN] = ['M0213', 'M0214', 'M0220', 'M0140'] as const

let life: Registry
beforeAll(async () => {
  life = await aCollege({ only: [], past: true })
})
afterAll(() => life[Symbol.asyncDispose]())

const open: Made = { name: 'attendance.openVotes', data: { meeting: 'A078' } }
const vote = (n: number, form: object, version = 1): Made => ({
  name: 'attendance.enterVote',
  data: {
    ...{ meeting: 'A078', n: String(n), version: String(version) },
    kind: 'written' in form ? 'admission' : 'general',
  },
  form,
})
const admission = { topic: '接收预备党员', written: '2', yes: '18', no: '0', abstain: '1' }
const card = async (who: string = SECRETARY) =>
  (await life.written('attendance.votes')).findLast(({ receiver }) => receiver === `person:${who}`)?.shows ??
  ''

test('whoever leads the branch or hosts enters votes; a member and an administrator are told who does', async () => {
  for (const who of [SECRETARY, DEPUTY])
    expect(await press(life, who, open)).toBe('表决登记卡已发到与您的私聊。')
  const keys = (await life.written('attendance.votes')).map(({ key }) => key)
  const key = (who: string) => `attendance.votes:A078:${who}:2026-11-23T01:00:00Z`
  expect(keys).toEqual([key(SECRETARY), key(DEPUTY)])
  for (const who of [MEMBER, ADMIN]) {
    for (const made of [
      open,
      vote(1, admission),
      { ...open, name: 'attendance.correctVote', data: { meeting: 'A078', n: '1' } },
    ])
      expect(await press(life, who, made)).toContain('表决结果由主持人、支部书记或支委登记。')
  }
})

test('A078: 22 are to vote, 17 came, 2 wrote, 18 say yes: valid and passed; redelivered, it is entered once', async () => {
  const kind = { name: 'attendance.voteKind', data: { meeting: 'A078', kind: 'admission' } }
  expect(await press(life, SECRETARY, kind)).toBe('已更改。')
  expect(await press(life, SECRETARY, kind)).toBe('已是这样登记的，无需重复。')
  expect(await card()).toContain('接收、转正：有表决权党员应到22人，实到17人，已超过11人，可以表决。')
  expect(await press(life, SECRETARY, vote(1, admission))).toBe('已登记。')
  expect(await press(life, SECRETARY, vote(1, admission))).toBe('已是这样登记的，无需重复。')
  expect(await card()).toContain(
    '第1项 接收预备党员（第1号）：有表决权应到22人，实到17人，书面意见2份；赞成18，反对0，弃权1；有效，通过',
  )
  expect(await card()).toContain('登记第2项（第2号）')
})

test('what cannot be stays in the form as it was typed, with what is wrong; the next candidate has the next number', async () => {
  const wrong = { ...admission, topic: '预备党员转正', yes: '20' }
  expect(await press(life, SECRETARY, vote(2, wrong))).toMatch(
    /^票数共21张，多于到会有表决权的17人和书面意见2份。/,
  )
  const shown = await card()
  expect(shown).toContain('票数共21张')
  expect(shown).toContain('"chosen":"预备党员转正"')
  expect(shown).toContain('"value":"20"')
  expect(await card(DEPUTY)).not.toContain('票数共21张')
  expect(await press(life, SECRETARY, vote(2, { ...wrong, yes: '10', no: '9', abstain: '0' }))).toBe(
    '已登记。',
  )
  expect(await card()).toContain('第2项 预备党员转正（第2号）')
  expect(await card()).toContain('赞成10，反对9，弃权0；有效，未通过（赞成未超过应到的半数）')
})

test('a correction keeps what stood there, by whom and when; who was overtaken loses nothing', async () => {
  const correct = { name: 'attendance.correctVote', data: { meeting: 'A078', n: '2' } }
  for (const who of [SECRETARY, DEPUTY]) expect(await press(life, who, correct)).toMatch(/更正后的票数/)
  expect(await card()).toContain('更正第2项')
  const corrected = { written: '2', yes: '12', no: '7', abstain: '0' }
  expect(await press(life, DEPUTY, vote(2, corrected, 2))).toBe('已登记。')
  expect(await press(life, SECRETARY, vote(2, { ...corrected, yes: '11' }, 2))).toMatch(/另有同志登记了表决/)
  expect(await card()).toContain('"value":"11"')
  const shown = await card(DEPUTY)
  expect(shown).toContain('赞成12，反对7，弃权0；有效，通过')
  const who = life.college.members.find(({ id }) => id === SECRETARY)?.name ?? ''
  expect(shown).toContain(
    `赞成10，反对9，弃权0；有效，未通过（赞成未超过应到的半数）（${who}，11月23日09:00登记）`,
  )
  const lines = await life.db
    .selectFrom('roster_audit')
    .select(['actor', 'details'])
    .where('act', '=', 'attendance.vote')
    .execute()
  expect(lines.map(({ actor }) => actor)).toEqual([SECRETARY, SECRETARY, DEPUTY])
  expect(await press(life, SECRETARY, { name: 'attendance.dropVote', data: { meeting: 'A078' } })).toBe(
    '已取消，原登记不变。',
  )
  expect(await card()).not.toContain('"value":"11"')
})

test('a matter in words names nobody, and no name of the branch stands anywhere in what was entered', async () => {
  await press(life, SECRETARY, { name: 'attendance.voteKind', data: { meeting: 'A078', kind: 'general' } })
  const name = life.college.members.find(({ id }) => id === MEMBER)?.name ?? ''
  const named = { topic: `给予${name}表彰`, yes: '17', no: '0', abstain: '0' }
  expect(await press(life, SECRETARY, vote(3, named))).toMatch(/^表决事项中不写姓名/)
  expect(await press(life, SECRETARY, vote(3, { ...named, topic: '党费使用方案' }))).toBe('已登记。')
  const rows = await life.db.selectFrom('attendance_votes').select('topic').execute()
  expect(new Set(rows.map(({ topic }) => topic))).toEqual(
    new Set(['接收预备党员', '预备党员转正', '党费使用方案']),
  )
})

test('what was filled in while another changed what is voted on is not entered as that; an assembly never votes as a committee', async () => {
  const committee = { name: 'attendance.voteKind', data: { meeting: 'A078', kind: 'committee' } }
  expect(await press(life, SECRETARY, committee)).toBe(
    '这类会议没有这项表决；需要时可请管理员在会议类型中设定。',
  )
  // The card still showed the form of an admission.
  expect(await press(life, SECRETARY, vote(4, admission))).toMatch(/或更改了表决类别/)
  expect(await card()).toContain('"value":"18"')
  const votes = await life.db.selectFrom('attendance_votes').select('n').where('n', '=', 4).execute()
  expect(votes).toEqual([])
})

test('whoever has left since was to vote then: a correction counts as before', async () => {
  const gone = (left_on: string | null) =>
    life.db.updateTable('roster_members').set({ left_on }).where('id', '=', MEMBER).execute()
  await gone('2026-11-22')
  expect(await card()).toContain('有表决权党员应到22人，实到17人')
  await gone(null)
})

test('who is exempt by approval is not among those who are to vote, though they came; no number is left out', async () => {
  const exempt = life.db.updateTable('attendance_due').set({ standing: 'exempt' })
  await exempt.where('meeting_id', '=', 'A078').where('member_id', '=', SECRETARY).execute()
  expect(await card()).toContain('有表决权党员应到21人，实到16人，已超过10人')
  const form = { topic: '党费使用方案', yes: '16', no: '0', abstain: '0' }
  for (const [n, version] of [
    [5, 1],
    [3, 3],
  ] as const)
    expect(await press(life, SECRETARY, vote(n, form, version))).toMatch(/另有同志登记了表决/)
})

test('A079, adjourned at exactly half, takes no vote', async () => {
  const entry = vote(1, admission)
  const made = { ...entry, data: { ...entry.data, meeting: 'A079' } }
  expect(await press(life, 'M0254', made)).toBe('会议因到会不足改期，没有表决。')
})
