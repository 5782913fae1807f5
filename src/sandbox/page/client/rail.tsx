import { Avatar } from './parts.tsx'

const DRAWERS = {
  tour: { word: '导览', path: 'M5 2v20h2v-7h12l-3-5 3-5H7V2Z' },
  inspector: {
    word: '检查',
    path: 'M10 2a8 8 0 1 0 5 14l5 6 2-2-6-5A8 8 0 0 0 10 2Zm0 2a6 6 0 1 1 0 12 6 6 0 0 1 0-12Z',
  },
}

/** What stands at the right edge. */
export type Drawer = keyof typeof DRAWERS | undefined

type Props = { name: string; unread: number; drawer: Drawer; open: (drawer: Drawer) => void }

/** The narrow column at the left: what is unread, and what can be opened at the right. */
export function Rail({ name, unread, drawer, open }: Props) {
  return (
    <nav class="rail" aria-label="功能">
      <Avatar name={name} />
      <span class="rail-item current" aria-current="page">
        <Icon path="M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z" />
        消息
        {unread > 0 && <span class="badge">{unread > 99 ? '99+' : unread}</span>}
      </span>
      {(['tour', 'inspector'] as const).map((one) => (
        <button
          key={one}
          type="button"
          class="rail-item"
          aria-pressed={drawer === one}
          onClick={() => open(drawer === one ? undefined : one)}
        >
          <Icon path={DRAWERS[one].path} />
          {DRAWERS[one].word}
        </button>
      ))}
    </nav>
  )
}

function Icon({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
