import { useId, useMemo, useRef, useState } from 'preact/hooks'
import type { Person } from './api.ts'
import { Avatar } from './parts.tsx'

const MOST = 60

type Props = { people: Person[]; chosen: string | undefined; choose: (openId: string) => void }

/** Chooses who you are among hundreds: type a part of a name or title, or walk with the arrow keys. */
export function PersonPicker({ people, chosen, choose }: Props) {
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const [search, setSearch] = useState<string>()
  const [at, setAt] = useState(0)
  const current = people.find((person) => person.open_id === chosen)
  const found = useMemo(() => matching(people, search ?? ''), [people, search])
  const open = search !== undefined
  const write = (words: string | undefined) => {
    setSearch(words)
    setAt(0)
  }
  const take = (person: Person | undefined) => {
    if (person) choose(person.open_id)
    input.current?.blur()
    write(undefined)
  }
  const key = (event: KeyboardEvent) => {
    const last = Math.min(found.length, MOST) - 1
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, last))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && !event.isComposing) take(found[at])
    else if (event.key === 'Escape') take(undefined)
    else return
    event.preventDefault()
  }
  return (
    <div class="picker">
      <span class="picker-word">我是</span>
      <input
        ref={input}
        role="combobox"
        aria-label="选择你是谁"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open ? `${list}-${at}` : undefined}
        autocomplete="off"
        placeholder="搜索姓名或职务"
        value={search ?? labelOf(current)}
        onFocus={() => write('')}
        onBlur={() => write(undefined)}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={key}
      />
      {open && <Found found={found} at={at} list={list} take={take} />}
    </div>
  )
}

type FoundProps = { found: Person[]; at: number; list: string; take: (person: Person) => void }

function Found({ found, at, list, take }: FoundProps) {
  return (
    <div class="picker-list" id={list} role="listbox" aria-label="人员">
      {found.slice(0, MOST).map((person, index) => (
        <div
          key={person.open_id}
          id={`${list}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          ref={(row) => {
            if (index === at) row?.scrollIntoView({ block: 'nearest' })
          }}
          // The list goes away when the search box loses the focus, so the choice is made before that.
          onMouseDown={(event) => {
            event.preventDefault()
            take(person)
          }}
        >
          <Avatar name={person.name} />
          <span>
            <b>{person.name}</b>
            <small>{person.title}</small>
          </span>
        </div>
      ))}
      {found.length === 0 && <p class="picker-note">没有找到这个人</p>}
      {found.length > MOST && <p class="picker-note">还有 {found.length - MOST} 人，请继续输入</p>}
    </div>
  )
}

function matching(people: Person[], search: string): Person[] {
  const words = search.trim().split(/\s+/)
  return people.filter((person) =>
    words.every((word) => `${person.name} ${person.title ?? ''}`.includes(word)),
  )
}

function labelOf(person: Person | undefined): string {
  if (person === undefined) return ''
  return person.title ? `${person.name} · ${person.title}` : person.name
}
