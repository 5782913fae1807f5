import { useEffect, useState } from 'preact/hooks'

/** The person who looks, and the chat. */
export type Where = { as?: string; chat?: string }

/** The page shows one person, or two side by side. */
export type Side = 'left' | 'right'

/** What each side shows; nobody on the right: there is only the left. */
export type Places = Record<Side, Where>

/** Follows the address (`#as=ou_…&chat=oc_…&as2=…&chat2=…`): a link leads anywhere. */
export function usePlaces(): Places {
  const [places, setPlaces] = useState(read)
  useEffect(() => {
    const follow = () => setPlaces(read())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return places
}

/** Leads one side to another person or chat; the other side stays. */
export function go(where: Where, side: Side = 'left'): void {
  const { left, right }: Places = { ...read(), [side]: where }
  const words = { as: left.as, chat: left.chat, as2: right.as, chat2: right.chat }
  const said = Object.entries(words).flatMap(([name, word]) => (word ? [[name, word]] : []))
  location.hash = new URLSearchParams(said).toString()
}

function read(): Places {
  const words = new URLSearchParams(location.hash.slice(1))
  const place = (ending: string): Where => {
    const [as, chat] = [words.get(`as${ending}`), words.get(`chat${ending}`)]
    return { ...(as ? { as } : {}), ...(chat ? { chat } : {}) }
  }
  return { left: place(''), right: place('2') }
}
