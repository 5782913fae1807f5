import { readPart, type Names } from './audience.ts'
import { sayUnread } from './unread-words.ts'
import type { Said } from './language.ts'
import { meetingTypes, typeNamed } from './meeting-types.ts'
import { templateFaults } from './check-templates.ts'
import { didYouMean, say, shown } from './file-words.ts'
import type { CollegeFile } from './schema.ts'
import type { FileFault, Sheet } from './sheet.ts'

/** Faults between the entries of college.yaml, and between them and the members. */
export function collegeFaults(sheet: Sheet, file: CollegeFile, names: Names): FileFault[] {
  return [
    ...twiceIn(sheet, file),
    ...chatFaults(sheet, file),
    ...file.groups.flatMap((group, index) =>
      unknown({ sheet, path: ['groups', index, 'branch'] }, group.branch, names.branches),
    ),
    ...file.committee.flatMap((seat, index) =>
      unknown({ sheet, path: ['committee', index, 'member'] }, seat.member, names.members),
    ),
    ...chargeFaults(sheet, file, names),
    ...file.inspectors.flatMap((inspector, index) => [
      ...unknown({ sheet, path: ['inspectors', index, 'member'] }, inspector.member, names.members),
      ...inspector.branches.flatMap((branch, at) =>
        unknown({ sheet, path: ['inspectors', index, 'branches', at] }, branch, names.branches),
      ),
    ]),
    ...file.meetings.flatMap((meeting, index) => [
      ...audienceFaults({ sheet, path: ['meetings', index, 'for'] }, meeting.for, names),
      ...peopleFaults({ sheet, path: ['meetings', index] }, meeting, names),
    ]),
    ...mondayFaults(sheet, file),
    ...typeFaults(sheet, file),
    ...templateFaults(sheet, file),
  ]
}

function twiceIn(sheet: Sheet, file: CollegeFile): FileFault[] {
  const parts = ['terms', 'branches', 'groups', 'meetings', 'series'] as const
  return parts.flatMap((part) => {
    const ids = file[part].map((entry): string => entry.id)
    return ids.flatMap((id, index) => {
      if (ids.indexOf(id) === index) return []
      return [sheet.at([part, index, 'id'], say().twice(part, shown(id)))]
    })
  })
}

/** Several administrators may look after one branch: the first of them who can be reached is in charge. */
function chargeFaults(sheet: Sheet, { committee }: CollegeFile, names: Names): FileFault[] {
  return committee.flatMap(({ rights, branches = [] }, index) => {
    const path = ['committee', index, 'branches']
    if (rights !== 'admin' && branches.length > 0) return [sheet.at(path, sayUnread().notAdmin())]
    return branches.flatMap((branch, at) => unknown({ sheet, path: [...path, at] }, branch, names.branches))
  })
}

/** A chat belongs to one branch or group: else what is said in it is heard for another. */
function chatFaults(sheet: Sheet, { college, branches, groups }: CollegeFile): FileFault[] {
  const { committee, secretaries, inspectors } = college.chats
  const owners = new Map([committee, secretaries, inspectors].map((chat) => [chat, college.id]))
  const all = [
    ...branches.map(({ id, chat }, index) => ({ path: ['branches', index, 'chat'], id, chat })),
    ...groups.map(({ id, chat }, index) => ({ path: ['groups', index, 'chat'], id, chat })),
  ]
  return all.flatMap(({ path, id, chat }) => {
    if (chat === null) return []
    const owner = owners.get(chat)
    owners.set(chat, owner ?? id)
    return owner === undefined ? [] : [sheet.at(path, say().chatTwice(owner))]
  })
}

/** Where in a file something is written. */
export type Place = { sheet: Sheet; path: PropertyKey[] }

/** Faults in `for:`. */
export function audienceFaults(
  { sheet, path }: Place,
  written: string | string[],
  names: Names,
): FileFault[] {
  if (written === 'each-branch') return []
  const known = ['each-branch', 'secretaries', 'committee', ...names.branches, ...names.groups]
  return [written].flat().flatMap((name, index) => {
    if (readPart(name, names)) return []
    const said = say().nobody(shown(name), didYouMean(name, [...known, ...names.offices]))
    return [sheet.at(Array.isArray(written) ? [...path, index] : path, said)]
  })
}

/** Faults in `host`, `observers`, and those of the items of the agenda. */
export function peopleFaults(
  { sheet, path }: Place,
  { host, observers, agenda }: CollegeFile['meetings' | 'series'][number],
  names: Names,
): FileFault[] {
  const among = (where: PropertyKey[], people: readonly string[]) =>
    people.flatMap((one, at) => unknown({ sheet, path: [...path, ...where, at] }, one, names.members))
  return [
    ...(host === undefined ? [] : unknown({ sheet, path: [...path, 'host'] }, host, names.members)),
    ...among(['observers'], observers),
    ...agenda.flatMap((item, nth) =>
      typeof item === 'string' ? [] : among(['agenda', nth, 'observers'], item.observers),
    ),
  ]
}

/** A fault unless the id is known. */
export function unknown({ sheet, path }: Place, id: string, known: ReadonlySet<string>): FileFault[] {
  if (known.has(id)) return []
  const name = path.findLast((step) => typeof step === 'string')
  return [sheet.at(path, say().unknown(String(name), shown(id), didYouMean(id, [...known])))]
}

function mondayFaults(sheet: Sheet, file: CollegeFile): FileFault[] {
  return file.terms.flatMap(({ week1Monday }, index) => {
    if (week1Monday.dayOfWeek === 1) return []
    const monday = week1Monday.subtract({ days: week1Monday.dayOfWeek - 1 })
    return [sheet.at(['terms', index, 'week1Monday'], say().notMonday(`${week1Monday}`, `${monday}`))]
  })
}

/** Each name means one type, and each type has one name under which its line is found. */
function typeFaults(sheet: Sheet, { types: written }: CollegeFile): FileFault[] {
  const all = meetingTypes(written)
  return written.flatMap(({ name, aliases = [] }, index) => {
    const at = (key: string, said: Said) => [sheet.at(['types', index, key], said)]
    const words = say()
    if (written.findIndex((other) => other.name === name) < index) return at('name', words.typeTwice(name))
    const owner = [name, ...aliases].map((each) => ({ each, type: typeNamed(all, each) }))
    const isOfCollege = typeNamed(all, name)?.level === 'college'
    const unread = isOfCollege
      ? (['every', 'vacation'] as const).find((key) => written[index]?.[key] != null)
      : undefined
    if (unread !== undefined) return at(unread, sayUnread().ofCollege(unread))
    const taken = owner.find(({ type }) => type !== undefined && type.name !== name)
    if (taken?.type === undefined) return []
    return taken.each === name
      ? at('name', words.typeTaken(taken.each, taken.type.name))
      : at('aliases', words.aliasTaken(taken.each, taken.type.name))
  })
}
