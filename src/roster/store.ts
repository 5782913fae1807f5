import { type Selectable, sql } from 'kysely'
import type { Tables, Tx } from '../db/tables.ts'
import { BranchId, ChatId, GroupId, MemberId, OpenId } from '../ids.ts'
import type { Branch, Group, Person } from './types.ts'

function personOf(row: Selectable<Tables['roster_members']>): Person {
  return {
    id: MemberId.parse(row.id),
    name: row.name,
    openId: row.open_id === null ? null : OpenId.parse(row.open_id),
    branch: BranchId.parse(row.branch_id),
    group: row.group_id === null ? null : GroupId.parse(row.group_id),
    type: row.type === '正式' ? '正式' : '预备',
    voting: row.voting,
    status: row.status,
  }
}

const chatOf = (chat: string | null) => (chat === null ? null : ChatId.parse(chat))

export async function members(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  return ids.length === 0 ? [] : (await rowsOf(tx, ids).execute()).map(personOf)
}

/** Those of them who are still here. */
export async function presentAmong(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  return (await rowsOf(tx, ids).where('left_on', 'is', null).execute()).map(personOf)
}

function rowsOf(tx: Tx, ids: readonly string[]) {
  return everybody(tx).where('id', 'in', [...ids])
}

function everybody(tx: Tx) {
  return tx.selectFrom('roster_members').selectAll().orderBy('id')
}

/** These people, and present members of the same names. */
export async function withNamesakes(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('roster_members')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('id', 'in', [...ids]),
        eb.and([
          eb('left_on', 'is', null),
          eb(
            'name',
            'in',
            eb
              .selectFrom('roster_members as same')
              .select('same.name')
              .where('same.id', 'in', [...ids]),
          ),
        ]),
      ]),
    )
    .orderBy('id')
    .execute()
  return rows.map(personOf)
}

/** The branch of whoever acts in a transaction: mostly it is the one that is asked for next. */
const branchOfActor = new WeakMap<Tx, Branch>()

/** Forgets it, because it is written. */
export function forgetBranch(tx: Tx): void {
  branchOfActor.delete(tx)
}

/** Returns the member with this account who has not left. */
export async function memberByOpenId(tx: Tx, openId: OpenId): Promise<MemberId | null> {
  const row = await tx
    .selectFrom('roster_branches as b')
    .innerJoin('roster_members as m', 'm.branch_id', 'b.id')
    .selectAll('b')
    .select('m.id as member')
    .where('m.open_id', '=', openId)
    .where('m.left_on', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  branchOfActor.set(tx, branchOf(row))
  return MemberId.parse(row.member)
}

/** Present members of a branch or a group. */
export async function membersOf(tx: Tx, of: { branch: BranchId } | { group: GroupId }): Promise<Person[]> {
  const rows = await tx
    .selectFrom('roster_members')
    .selectAll()
    .where('left_on', 'is', null)
    .where('branch' in of ? 'branch_id' : 'group_id', '=', 'branch' in of ? of.branch : of.group)
    .orderBy('id')
    .execute()
  return rows.map(personOf)
}

/** Present members who hold one of the offices on that day; `scope` is a branch or a group, absent: anywhere. */
export async function holdersOf(
  tx: Tx,
  held: { offices: readonly string[]; on: string; scope?: string },
): Promise<Person[]> {
  const rows = await tx
    .selectFrom('roster_members')
    .innerJoin('roster_offices', 'roster_offices.member_id', 'roster_members.id')
    .selectAll('roster_members')
    .distinct()
    .where('left_on', 'is', null)
    .where('office', 'in', [...held.offices])
    .where((eb) => eb.or([eb('since', 'is', null), eb('since', '<=', held.on)]))
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', held.on)]))
    .$if(held.scope !== undefined, (query) => query.where('scope', '=', held.scope ?? ''))
    .orderBy('roster_members.id')
    .execute()
  return rows.map(personOf)
}

/** Which of these offices of a branch or a group who holds on that day, in order of id. */
export async function holdings(
  tx: Tx,
  held: { offices: readonly string[]; on: string; scopes: readonly string[] },
): Promise<{ who: MemberId; office: string; scope: string }[]> {
  const rows = await tx
    .selectFrom('roster_members')
    .innerJoin('roster_offices', 'roster_offices.member_id', 'roster_members.id')
    .select(['roster_members.id', 'office', 'scope'])
    .where('left_on', 'is', null)
    .where('office', 'in', [...held.offices])
    .where((eb) => eb.or([eb('since', 'is', null), eb('since', '<=', held.on)]))
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', held.on)]))
    .where('scope', '=', sql<string>`any(${[...held.scopes]})`)
    .orderBy('roster_members.id')
    .execute()
  return rows.map(({ id, ...same }) => ({ who: MemberId.parse(id), ...same }))
}

/** The seat in the college committee, the offices of that day and the branches to inspect of one person. */
export async function postsOf(
  tx: Tx,
  who: MemberId,
  on: string,
): Promise<{ seat: string | null; offices: { office: string; scope: string }[]; inspects: BranchId[] }> {
  const { rows } = await sql<{
    seat: string | null
    offices: { office: string; scope: string }[]
    inspects: string[]
  }>`
    select
      (select c.rights from roster_committee c join roster_members m on m.id = c.member_id
        where c.member_id = ${who} and m.left_on is null) as seat,
      (select coalesce(jsonb_agg(jsonb_build_object('office', office, 'scope', scope)), '[]') from roster_offices
        where member_id = ${who} and (since is null or since <= ${on}) and (until is null or until >= ${on})) as offices,
      (select coalesce(array_agg(distinct b.id), '{}') from roster_inspectors i
        join roster_members m on m.id = i.member_id and m.left_on is null
        join roster_branches b on b.id = i.branch_id or (i.branch_id is null and b.active and b.id <> m.branch_id)
        where i.member_id = ${who}) as inspects
    `.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('a select without from gives one row')
  return { ...row, inspects: row.inspects.map((id) => BranchId.parse(id)) }
}

/** The branch, active or not. */
export async function branch(tx: Tx, id: BranchId): Promise<Branch | undefined> {
  const own = branchOfActor.get(tx)
  if (own?.id === id) return own
  const row = await tx.selectFrom('roster_branches').selectAll().where('id', '=', id).executeTakeFirst()
  return row && branchOf(row)
}

export async function branches(tx: Tx, among: readonly BranchId[] | 'all' = 'all'): Promise<Branch[]> {
  const all = tx.selectFrom('roster_branches').selectAll().orderBy('place')
  const rows = await (among === 'all' ? all : all.where('id', '=', sql<string>`any(${[...among]})`)).execute()
  return rows.map(branchOf)
}

function branchOf({ id, name, short, kind, chat, active }: Selectable<Tables['roster_branches']>): Branch {
  return { id: BranchId.parse(id), name, short, kind, chat: chatOf(chat), active }
}

export async function groups(tx: Tx): Promise<Group[]> {
  const rows = await tx.selectFrom('roster_groups').selectAll().orderBy('id').execute()
  return rows.map(({ id, branch_id, name, chat }) => ({
    ...{ id: GroupId.parse(id), branch: BranchId.parse(branch_id) },
    ...{ name, chat: chatOf(chat) },
  }))
}

/** Present members of this name or id. */
export async function named(tx: Tx, text: string): Promise<Person[]> {
  const rows = await everybody(tx)
    .where('left_on', 'is', null)
    .where((eb) => eb.or([eb('name', '=', text), eb('id', '=', text)]))
    .execute()
  return rows.map(personOf)
}

/** Members of the college committee 学院党委 who are still here. */
export async function committee(tx: Tx): Promise<{ person: Person; rights: string; branches: BranchId[] }[]> {
  const rows = await tx
    .selectFrom('roster_committee')
    .innerJoin('roster_members', 'roster_members.id', 'roster_committee.member_id')
    .selectAll('roster_members')
    .select(['rights', 'branches'])
    .where('left_on', 'is', null)
    .orderBy('roster_members.id')
    .execute()
  return rows.map((row) => ({
    person: personOf(row),
    rights: row.rights,
    branches: row.branches.map((id) => BranchId.parse(id)),
  }))
}

/** Present members of active branches. */
export async function presentMembers(tx: Tx): Promise<Person[]> {
  const rows = await tx
    .selectFrom('roster_members')
    .innerJoin('roster_branches', 'roster_branches.id', 'roster_members.branch_id')
    .selectAll('roster_members')
    .where('active', '=', true)
    .where('left_on', 'is', null)
    .orderBy('roster_members.id')
    .execute()
  return rows.map(personOf)
}

/** Everybody there ever was. */
export async function everyMember(tx: Tx): Promise<Pick<Person, 'id' | 'name'>[]> {
  const rows = await tx.selectFrom('roster_members').select(['id', 'name']).execute()
  return rows.map(({ id, name }) => ({ id: MemberId.parse(id), name }))
}

/** Present members who look after branches as inspectors. */
export async function inspectors(tx: Tx): Promise<Person[]> {
  const rows = await everybody(tx)
    .where('left_on', 'is', null)
    .where('id', 'in', (eb) => eb.selectFrom('roster_inspectors').select('member_id'))
    .execute()
  return rows.map(personOf)
}
