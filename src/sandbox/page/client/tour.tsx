import { useState } from 'preact/hooks'
import type { Stop } from './api.ts'
import { go, type Where } from './where.ts'

const words = {
  zh: {
    title: '导览',
    there: '带我去',
    here: '就在这里',
    close: '收起导览',
    other: 'English',
    none: '这里没有导览',
  },
  en: {
    title: 'Tour',
    there: 'Take me there',
    here: 'You are here',
    close: 'Close the tour',
    other: '中文',
    none: 'No tour',
  },
} as const

/** The stops of the tour; each leads to a person and a chat. */
export function Tour({ stops, where, close }: { stops: Stop[]; where: Where; close: () => void }) {
  const [language, setLanguage] = useState<'zh' | 'en'>('zh')
  const [led, setLed] = useState(0)
  const say = words[language]
  const places = stops.map((stop) => isHere(stop, where))
  const here = places[led] ? led : places.indexOf(true)
  const follow = (stop: Stop, index: number) => {
    setLed(index)
    lead(stop, close)
  }
  return (
    <aside class="tour" aria-label={say.title} lang={language === 'zh' ? 'zh-CN' : 'en'}>
      <header>
        <h2>{say.title}</h2>
        <button type="button" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {say.other}
        </button>
        <button type="button" aria-label={say.close} onClick={close}>
          ×
        </button>
      </header>
      {stops.length === 0 && <p class="empty">{say.none}</p>}
      <ol>
        {stops.map((stop, index) => (
          <li key={index} class={index === here ? 'here' : ''}>
            <h3>{stop.title[language]}</h3>
            <p>{stop.text[language]}</p>
            <button type="button" onClick={() => follow(stop, index)}>
              {index === here ? say.here : say.there}
            </button>
          </li>
        ))}
      </ol>
    </aside>
  )
}

function isHere(stop: Stop, where: Where): boolean {
  return stop.as === where.as && (stop.chat === undefined || stop.chat === where.chat)
}

// On a narrow screen the panel covers the chat that it leads to.
function lead(stop: Stop, close: () => void): void {
  go(stop.chat === undefined ? { as: stop.as } : { as: stop.as, chat: stop.chat })
  if (innerWidth <= 900) close()
}
