import type { College } from '../../../config/college.ts'

/** The text of every entry of the college's files by its key, such as `member:M0001`. */
export type Entries = Record<string, string>

export type Difference = {
  /** Entries that are new or whose own text changed. */
  changed: Set<string>
  /** Entries that are no longer there. */
  gone: string[]
}

/** Splits a college into entries that can be compared one by one. */
export function entriesOf(college: College): Entries {
  return Object.fromEntries([
    ...college.branches.map((each, place) => [`branch:${each.id}`, JSON.stringify({ ...each, place })]),
    ...college.groups.map((each) => [`group:${each.id}`, JSON.stringify(each)]),
    ...college.members.map((each) => [`member:${each.id}`, JSON.stringify(each)]),
    ...college.committee.map((each) => [`committee:${each.member}`, JSON.stringify(each)]),
    ...college.inspectors.map((each) => [`inspector:${each.member}`, JSON.stringify(each)]),
    ...college.meetings.map((each) => [`meeting:${each.id}`, JSON.stringify(each)]),
    ...college.series.map((each) => [`series:${each.id}`, JSON.stringify(each)]),
  ])
}

/** Files propose, the database decides: only an entry whose own text changed is applied again. */
export function differenceOf(accepted: Entries, proposed: Entries): Difference {
  const changed = Object.keys(proposed).filter((key) => accepted[key] !== proposed[key])
  const gone = Object.keys(accepted).filter((key) => !(key in proposed))
  return { changed: new Set(changed), gone }
}
