import { z } from 'zod'
import { Unfit } from '../errors.ts'

/** `{name}` in a pattern is a part; what stands in `[…]` is absent when its part is null. */
type Names<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Optional<P extends string> = P extends `${string}[${infer Some}]${infer Rest}`
  ? Names<Some> | Optional<Rest>
  : never
type Parts<P extends string> = { readonly [N in Names<P>]: z.ZodType }
type Data<P extends string, S extends Parts<P>> = {
  [N in Names<P>]: z.output<S[N]> | (N extends Optional<P> ? null : never)
}

/** What a letter or an alarm is about, as the text that the records keep: the same object builds it and reads it. */
export type Ref<D> = {
  text(data: D): string
  /** Throws `Unfit` when the text is not one of these. */
  parse(text: string): D
  /** Null when the text is not one of these. */
  find(text: string): D | null
}

/** Declares such a text, for instance `{meeting}/{who}[@{version}]`: its form is kept for ever. */
export function ref<const P extends string, S extends Parts<P>>(pattern: P, parts: S): Ref<Data<P, S>> {
  const form = formOf(pattern)
  const schemas: Record<string, z.ZodType> = parts
  function find(text: string): Data<P, S> | null {
    const found = Object.entries(form.exec(text)?.groups ?? {})
    const read = found.map(([name, part]) => [name, readPart(schemas[name], part)] as const)
    if (found.length === 0 || read.some(([, value]) => value === undefined)) return null
    // The groups of the form are the names of the pattern, each read by the schema of that name.
    return Object.fromEntries(read) as Data<P, S>
  }
  return {
    text: (data) => fill(pattern, data),
    find,
    parse(text) {
      const data = find(text)
      if (data === null) throw new Unfit(`${text} is no ${pattern}`)
      return data
    },
  }
}

/** Refusals as refs named them before each had one spelling. */
const FORMER: Readonly<Record<string, string>> = {
  no_right: 'mayNot',
  not_admin: 'mayNot',
  not_committee: 'mayNot',
  notAllowed: 'mayNot',
  none_yet: 'noneYet',
  too_many: 'tooMany',
}

/** The refusal that a ref names, in today's spelling. */
export function respelt(refusal: string): string {
  return FORMER[refusal] ?? refusal
}

/** A kind of letter or alarm, declared once: its key, unique for ever, behind the kind's name, and what it is about. */
export function kind<
  K extends string,
  const P extends string,
  const R extends string,
  S extends Parts<P> & Parts<R>,
>(name: K, of: { key: P; ref: R }, parts: S) {
  const about = ref(of.ref, parts)
  return {
    ref: about,
    names: (data: Data<P, S> & Data<R, S>): { kind: K; key: string; ref: string } => ({
      ...oneFor(name, fill(of.key, data)),
      ref: about.text(data),
    }),
  }
}

/** The names of a letter or alarm of which there is one for each such id, for instance for the message that it answers. */
export function oneFor<K extends string>(name: K, id: string): { kind: K; key: string } {
  return { kind: name, key: `${name}:${id}` }
}

/** A number in a text. */
export const count = z.string().regex(/^\d+$/).transform(Number)

function fill(pattern: string, data: Readonly<Record<string, unknown>>): string {
  return pattern
    .replaceAll(/\[([^\]]*)\]/g, (_, some: string) =>
      namesIn(some).some((name) => data[name] === null) ? '' : some,
    )
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => String(data[name]))
}

function namesIn(pattern: string): string[] {
  return [...pattern.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? [])
}

function formOf(pattern: string): RegExp {
  const form = pattern.replaceAll(/\{(\w+)\}|[[\]]|[^{}[\]]+/g, (token: string, name?: string) => {
    if (name !== undefined) return `(?<${name}>.*?)`
    if (token === '[') return '(?:'
    return token === ']' ? ')?' : RegExp.escape(token)
  })
  return new RegExp(`^${form}$`, 's')
}

/** Undefined when it does not fit. */
function readPart(schema: z.ZodType | undefined, part: string | undefined): unknown {
  return part === undefined ? null : schema?.safeParse(part).data
}
