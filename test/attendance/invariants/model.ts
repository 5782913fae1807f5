/** A time of the meeting's day, `HH:MM:SS`: as text they stand in order. */
export type Time = string

/** The meeting's times: 14:00, a hundred minutes long. */
const [OPENS, STARTS, LATE, CLOSES] = ['13:45:00', '14:00:00', '14:10:00', '16:10:00']

/** What somebody does themselves, or the secretary about them. */
export const OWN = ['join', 'leave', 'personal', 'official', 'checkIn', 'checkInLate'] as const
export const SECRETARYS = [
  ...['approve', 'refuse', 'joinFor', 'leaveFor', 'checkInFor'],
  ...['present', 'absent', 'correctPresent', 'correctAbsent', 'add', 'remove', 'observe', 'dismiss'],
] as const
/** What becomes of somebody in the roster. */
export const ROSTER = ['leaves', 'returns', 'exempt', 'counts', 'movesOut', 'movesIn', 'excused'] as const

/** Who does not count from the beginning. */
export const EXEMPT = 'M0362'

export type Deed = { who: string; kind: string }

type Role = 'due' | 'observer' | 'exempt' | 'out' | null
type Mark = 'present' | 'late' | 'leave' | 'absent'

/** All that matters of a person: by the roster, on the list, what was said, and how they were marked. */
type Person = {
  isHere: boolean
  isOf: boolean
  isExempt: boolean
  isExcused: boolean
  hand: string | null
  role: Role
  reply: 'join' | 'leave' | null
  leave: { category: string; state: 'asked' | 'approved' | 'refused' | 'withdrawn' } | null
  mark: Mark | null
  /** Whether the secretary set the mark after the close. */
  byHand: boolean
}

/** The counts of a roll, as the handbook defines them. */
export type Tally = Record<
  'expected' | 'present' | 'late' | 'leave' | 'absent' | 'unconfirmed' | 'observers' | 'guests',
  number
>

/** The same meeting in few words: no locks, no tables, no second thoughts. (domain §2.2) */
export class Model {
  readonly people: Map<string, Person>
  isFrozen = false
  isClosed = false

  constructor(members: readonly string[], outsiders: readonly string[]) {
    const person = (isOf: boolean): Person => ({
      ...{ isHere: true, isOf, isExempt: false, isExcused: false, hand: null, role: isOf ? 'due' : null },
      ...{ reply: null, leave: null, mark: null, byHand: false },
    })
    this.people = new Map([
      ...members.map((who) => [who, person(true)] as const),
      ...outsiders.map((who) => [who, person(false)] as const),
    ])
    this.people.set(EXEMPT, { ...person(true), isExempt: true, role: 'exempt' })
  }

  /** `made` is when it was pressed. */
  does({ who, kind }: Deed, made: Time): void {
    const one = this.#person(who)
    // Whoever has left is a stranger; the secretary never does.
    if (OWN.some((own) => own === kind) && !one.isHere) return
    if (kind === 'join' || kind === 'joinFor') this.#join(one, made)
    else if (kind === 'leave') this.#sayLeave(one, made)
    else if (kind === 'personal' || kind === 'leaveFor')
      this.#ask(one, '事假', made) && kind === 'leaveFor' && decide(one, 'approved')
    else if (kind === 'official') this.#ask(one, '公务', made)
    else if (kind === 'approve') decide(one, 'approved')
    else if (kind === 'refuse') refuse(one)
    else if (kind.startsWith('checkIn')) checkIn(one, made)
    else if (['add', 'remove', 'observe', 'dismiss'].includes(kind)) this.#change(one, kind)
    else this.#mark(one, kind)
  }

  roster(who: string, change: string): void {
    const one = this.#person(who)
    if (change === 'leaves') one.isHere = false
    if (change === 'returns') one.isHere = true
    if (change === 'exempt') one.isExempt = true
    if (change === 'counts') one.isExempt = false
    if (change === 'excused') one.isExcused = true
    if (change === 'movesOut') one.isOf = false
    if (change === 'movesIn') one.isOf = true
  }

  /** The list follows the roster, and what was changed by hand stays. */
  follow(): void {
    if (this.isFrozen) return
    for (const one of this.people.values()) {
      const wanted = wantedRole(one)
      one.role = wanted === null && one.role !== null ? 'out' : wanted
    }
  }

  freeze(): void {
    this.follow()
    this.isFrozen = true
  }

  close(): void {
    this.isClosed = true
    for (const one of this.people.values())
      if (one.role === 'due' && one.mark === null && isAway(one)) one.mark = 'leave'
  }

  /** Everybody who is to be confirmed. */
  rest(mark: Mark): void {
    for (const one of this.people.values())
      if (this.isClosed && one.role === 'due' && one.mark === null) Object.assign(one, { mark, byHand: true })
  }

  tally(): Tally {
    const all = [...this.people.values()]
    const due = all.filter(({ role }) => role === 'due')
    const marked = (...marks: (Mark | null)[]) => due.filter(({ mark }) => marks.includes(mark)).length
    const came = (of: Role) => all.filter(({ role, mark }) => role === of && mark === 'present').length
    return {
      ...{ expected: due.length, present: marked('present', 'late'), late: marked('late') },
      ...{ leave: marked('leave'), absent: marked('absent'), unconfirmed: this.isClosed ? marked(null) : 0 },
      ...{ observers: came('observer'), guests: came('exempt') },
    }
  }

  replies() {
    const due = [...this.people.values()].filter(({ role }) => role === 'due')
    const join = due.filter(({ reply }) => reply === 'join').length
    const said = due.filter(
      ({ reply, leave }) => reply === 'leave' && leave !== null && leave.state !== 'withdrawn',
    )
    return { expected: due.length, join, leave: said.length }
  }

  #person(who: string): Person {
    const one = this.people.get(who)
    if (one === undefined) throw new Error(`nobody is ${who}`)
    return one
  }

  #join(one: Person, made: Time): void {
    if (one.role !== 'due' || this.isClosed || made >= STARTS) return
    one.reply = 'join'
    if (one.leave !== null) one.leave.state = 'withdrawn'
  }

  #mayLeave(one: Person, made: Time): boolean {
    return (
      one.role === 'due' && !this.isClosed && made < CLOSES && one.mark !== 'present' && one.mark !== 'late'
    )
  }

  #sayLeave(one: Person, made: Time): void {
    if (!this.#mayLeave(one, made)) return
    one.reply = 'leave'
    if (one.leave?.state === 'refused') one.leave.state = 'withdrawn'
  }

  #ask(one: Person, category: string, made: Time): boolean {
    const { leave } = one
    const isSame = leave?.state === 'asked' && leave.category === category
    if (!this.#mayLeave(one, made) || leave?.state === 'approved' || isSame) return false
    one.reply = 'leave'
    one.leave = { category, state: category === '公务' && made < STARTS ? 'approved' : 'asked' }
    return true
  }

  #change(one: Person, change: string): void {
    if (this.isClosed || !one.isHere) return
    const { role } = one
    const fits = {
      add: role !== 'due',
      remove: role === 'due',
      observe: role === null || role === 'out',
      dismiss: role === 'observer',
    }[change]
    if (fits !== true) return
    one.hand = change
    const after: Record<string, Role> = { add: 'due', observe: 'observer' }
    one.role = after[change] ?? 'out'
  }

  #mark(one: Person, kind: string): void {
    const mark = kind.toLowerCase().endsWith('present') ? 'present' : 'absent'
    if (!this.isClosed || one.role !== 'due' || one.mark === mark) return
    // What is settled needs a reason, unless the secretary takes back a slip of their own.
    if (one.mark !== null && !one.byHand && !kind.startsWith('correct')) return
    Object.assign(one, { mark, byHand: true })
  }
}

function decide(one: Person, state: 'approved' | 'refused'): boolean {
  if (one.role !== 'due' || one.leave?.state !== 'asked') return false
  one.leave.state = state
  return true
}

/** Whoever was marked as on leave at the close is to be confirmed. */
function refuse(one: Person): void {
  if (decide(one, 'refused') && one.mark === 'leave') one.mark = null
}

function checkIn(one: Person, made: Time): void {
  const isIn = one.role === 'due' || one.role === 'observer' || one.role === 'exempt'
  if (!isIn || made < OPENS || made >= CLOSES || one.mark === 'present' || one.mark === 'late') return
  Object.assign(one, { mark: one.role === 'due' && made >= LATE ? 'late' : 'present', byHand: false })
}

function isAway({ reply, leave }: Person): boolean {
  return reply === 'leave' && (leave?.state === 'asked' || leave?.state === 'approved')
}

function wantedRole({ isHere, isOf, isExempt, isExcused, hand }: Person): Role {
  if (!isHere) return null
  const counted = isExempt || isExcused ? 'exempt' : 'due'
  const byRoster = isOf ? counted : null
  if (hand === 'add') return 'due'
  if (hand === 'remove') return null
  if (hand === 'observe') return byRoster ?? 'observer'
  return byRoster
}
