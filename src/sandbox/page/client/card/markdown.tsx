import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { Names } from '../context.ts'
import type { Text } from './types.ts'

const MARKS = [
  /\\(?<escaped>[\\`*_~[\]()#+\-.!<>])/,
  /\*\*(?<bold>.+?)\*\*/,
  /~~(?<struck>.+?)~~/,
  /\*(?<italic>[^*\s](?:[^*]*[^*\s])?)\*/,
  /`(?<code>[^`]+)`/,
  /\[(?<label>[^\]]+)\]\((?<url>https?:\/\/[^\s)]+)\)/,
  /<font color=['"]?(?<color>[a-z]+(?:-\d+)?)['"]?>(?<coloured>.*?)<\/font>/,
  /<at id=['"]?(?<at>\w+)['"]?>(?:.*?<\/at>)?/,
]
const dialect = new RegExp(MARKS.map((mark) => mark.source).join('|'), 's')

/** Bold, italics, links, colours and mentions within a line. */
export function Inline({ source }: { source: string }) {
  const found = dialect.exec(source)
  if (found === null) return <>{plain(source)}</>
  return (
    <>
      {plain(source.slice(0, found.index))}
      {marked(found.groups ?? {})}
      <Inline source={source.slice(found.index + found[0].length)} />
    </>
  )
}

/** The words of a text object, in Markdown or as they are. */
export function Words({ text }: { text: Text }) {
  if (text.tag === 'lark_md' || text.tag === 'markdown') return <Inline source={text.content} />
  return <span>{text.content}</span>
}

function marked(found: Record<string, string | undefined>): ComponentChildren {
  const { escaped, bold, struck, italic, code, label, url, color, coloured, at } = found
  if (escaped !== undefined) return escaped
  if (bold !== undefined) return <b>{<Inline source={bold} />}</b>
  if (struck !== undefined) return <s>{<Inline source={struck} />}</s>
  if (italic !== undefined) return <i>{<Inline source={italic} />}</i>
  if (code !== undefined) return <code>{plain(code)}</code>
  if (at !== undefined) return <Mention id={at} />
  if (coloured !== undefined) return <span class={`color-${color}`}>{<Inline source={coloured} />}</span>
  return (
    <a href={url ?? ''} target="_blank" rel="noopener noreferrer">
      {plain(label ?? '')}
    </a>
  )
}

/** `@` and the name of a person. */
function Mention({ id }: { id: string }) {
  const names = useContext(Names)
  return <span class="mention">@{id === 'all' ? '所有人' : (names.get(id) ?? id)}</span>
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

function plain(source: string): string {
  return source.replace(/&(?:#(\d{1,6})|(\w+));/g, (whole, code?: string, name?: string) =>
    code === undefined ? (ENTITIES[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  )
}
