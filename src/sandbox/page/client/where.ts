import { useEffect, useState } from 'preact/hooks'

/** Who is looking at which chat; kept in the address (`#as=ou_…&chat=oc_…`), so that a link leads anywhere. */
export type Where = { as?: string; chat?: string }

/** Follows the address. */
export function useWhere(): Where {
  const [where, setWhere] = useState(read)
  useEffect(() => {
    const follow = () => setWhere(read())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return where
}

export function go(where: Where): void {
  location.hash = new URLSearchParams(where).toString()
}

function read(): Where {
  const words = new URLSearchParams(location.hash.slice(1))
  const [as, chat] = [words.get('as'), words.get('chat')]
  return { ...(as ? { as } : {}), ...(chat ? { chat } : {}) }
}
