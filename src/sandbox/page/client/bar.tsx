import { useContext, useState } from 'preact/hooks'
import { api } from './api.ts'
import { Toasts } from './context.ts'
import { PersonPicker } from './person-picker.tsx'
import type { Sandbox } from './state.ts'
import { fullTime } from './time.ts'
import { go } from './where.ts'

const steps = [
  { by: 'hour', text: '快进1小时' },
  { by: 'day', text: '快进1天' },
  { by: 'next', text: '到下一件事' },
] as const

/** Who you are, what time it is, and the buttons that move it on. */
export function TopBar({ sandbox, as, now }: { sandbox: Sandbox; as: string | undefined; now: number }) {
  return (
    <header class="bar">
      <span class="bar-name">本地飞书</span>
      <PersonPicker people={sandbox.people} chosen={as} choose={(person) => go({ as: person })} />
      <span class="bar-space" />
      {sandbox.world && (
        <time class="clock" dateTime={new Date(now).toISOString()} title="本地飞书的时间，时区 Asia/Shanghai">
          {fullTime(now)} <small>北京时间</small>
        </time>
      )}
      <Advance sandbox={sandbox} />
    </header>
  )
}

function Advance({ sandbox }: { sandbox: Sandbox }) {
  const say = useContext(Toasts)
  const [busy, setBusy] = useState<string>()
  // Only a conductor knows when the next thing is due.
  const offered = steps.filter(({ by }) => by !== 'next' || sandbox.world?.conducted)
  const advance = async (by: (typeof steps)[number]['by']) => {
    setBusy(by)
    try {
      const { note } = await api.advance(by)
      await sandbox.refreshWorld()
      if (note) say('info', note)
    } catch (error) {
      say('error', error instanceof Error ? error.message : String(error))
    }
    setBusy(undefined)
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
