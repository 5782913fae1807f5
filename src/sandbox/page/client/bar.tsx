import { useContext, useState } from 'preact/hooks'
import { api, type Person, reasonOf, type World } from './api.ts'
import { Toasts } from './context.ts'
import { PersonPicker } from './person-picker.tsx'
import { fullTime } from './time.ts'
import { go } from './where.ts'

const STEPS = [
  { by: 'hour', text: '快进1小时' },
  { by: 'day', text: '快进1天' },
  { by: 'next', text: '到下一件事' },
] as const

type Props = {
  people: Person[]
  world: World | undefined
  as: string | undefined
  now: number
  refreshWorld: () => Promise<void>
  /** Opens a second person beside the first, or closes it. */
  beside: { open: boolean; turn: () => void }
}

/** Who you are, what time it is, and the buttons that move it on. */
export function TopBar({ people, world, as, now, refreshWorld, beside }: Props) {
  return (
    <header class="bar">
      <span class="bar-name">本地飞书</span>
      {!beside.open && <PersonPicker people={people} chosen={as} choose={(person) => go({ as: person })} />}
      <button type="button" class="beside" aria-pressed={beside.open} onClick={beside.turn}>
        并排
      </button>
      <span class="bar-space" />
      {world && (
        <time class="clock" dateTime={new Date(now).toISOString()} title="本地飞书的时间，时区 Asia/Shanghai">
          {fullTime(now)} <small>北京时间</small>
        </time>
      )}
      <Advance hasTimeController={world?.hasTimeController ?? false} refreshWorld={refreshWorld} />
    </header>
  )
}

type AdvanceProps = Pick<Props, 'refreshWorld'> & { hasTimeController: boolean }

function Advance({ hasTimeController, refreshWorld }: AdvanceProps) {
  const say = useContext(Toasts)
  const [busy, setInFlight] = useState<string>()
  // Only a time controller knows when the next thing is due.
  const offered = STEPS.filter(({ by }) => by !== 'next' || hasTimeController)
  const advance = async (by: (typeof STEPS)[number]['by']) => {
    setInFlight(by)
    try {
      const { note } = await api.advance(by)
      await refreshWorld()
      if (note) say('info', note)
    } catch (error) {
      say('error', reasonOf(error))
    }
    setInFlight(undefined)
  }
  return (
    <fieldset class="advance" aria-label="快进时间">
      {offered.map(({ by, text }) => (
        <button
          key={by}
          type="button"
          disabled={busy !== undefined}
          aria-busy={busy === by}
          onClick={() => advance(by)}
        >
          {busy === by && <span class="spinner" aria-hidden="true" />}
          {text}
        </button>
      ))}
    </fieldset>
  )
}
