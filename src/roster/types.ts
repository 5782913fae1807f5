import type { BranchId, ChatId, GroupId, MemberId, OpenId } from '../ids.ts'

export type { Roll, Sight } from './reach/types.ts'

/** A member 党员 of a branch. The words of this feature are in its README.md. */
export type Person = {
  id: MemberId
  name: string
  openId: OpenId | null
  branch: BranchId
  group: GroupId | null
  type: '正式' | '预备'
  voting: boolean
  status: string
}

export type Branch = {
  id: BranchId
  name: string
  short: string
  kind: string
  chat: ChatId | null
  active: boolean
}

/** A present inspector 督查员, and the branches to which `college.yaml` restricts them; null: any but the own. */
export type Inspector = { person: Person; branches: BranchId[] | null }

/** What a branch consists of: its groups, in order of id, and how many full members 正式党员 it has. */
export type Composition = { groups: GroupId[]; full: number }

export type Group = { id: GroupId; branch: BranchId; name: string; chat: ChatId | null }

/** What a person may do at a given date: offices end with their term. */
export type Rights = {
  admin: boolean
  committee: boolean
  /** Branches in which the person is secretary. */
  secretaryOf: BranchId[]
  /** Branches in which the person is secretary or deputy. */
  leads: BranchId[]
  /** Branches in which the person sits on the branch committee, the secretary included. */
  branchCommitteeOf: BranchId[]
  leaderOf: GroupId[]
  inspects: BranchId[]
}

/** Offices by their Chinese titles, as in members.csv. */
export const SECRETARY = '支部书记'
export const DEPUTY = '副书记'
export const GROUP_LEADER = '党小组组长'
export const BRANCH_COMMITTEE: readonly string[] = [
  SECRETARY,
  DEPUTY,
  '组织委员',
  '宣传委员',
  '纪检委员',
  '青年委员',
  '支部委员',
]

/** Not counted in 应到: may not come for long, by the college's roster. (domain §2.3) */
export const EXEMPT_STATUS: readonly string[] = ['长期不便参会', '出国交流(半年以上)']
