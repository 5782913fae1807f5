import type { ComponentChildren, JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'

export { h } from 'preact'

/** A piece of a page: every text and attribute in it is escaped when it is rendered. */
export type Html = JSX.Element
/** What may stand inside an element. */
export type Inner = ComponentChildren

/** The whole page as it is sent. */
export function documentText(root: Html): string {
  return `<!doctype html>${renderToString(root)}`
}
