import { documentText, type Html, h, type Inner } from '../../html/element.ts'
import { words } from './words.ts'

/** What stands around every page. */
export type Frame = {
  /** The path of the site before all pages, with a slash at its end. */
  base: string
  /** The address of this very page. */
  url: string
  /** Where its files lie, below `base`. */
  assets: string
  /** Of whoever is signed in: the name, and the pages in the menu; null: nobody is. */
  viewer: {
    name: string
    menu: readonly { name: string; path: string; here: 'page' | 'true' | null }[]
  } | null
}

/** A page as the browser gets it. */
export function pageDocument(frame: Frame, { title, body }: { title: string; body: Inner }): string {
  return documentText(
    h(
      'html',
      { lang: 'zh-CN' },
      headOf(frame, title),
      h(
        'body',
        null,
        h('a', { class: 'skip', href: `${frame.url}#main` }, words.skip),
        headerOf(frame),
        h('main', { id: 'main', tabIndex: -1 }, h('h1', null, title), body),
        h('footer', null, h('p', null, words.private)),
      ),
    ),
  )
}

function headOf({ base, assets }: Frame, title: string): Html {
  return h(
    'head',
    null,
    h('meta', { charset: 'utf-8' }),
    h('title', null, `${title} · ${words.site}`),
    h('base', { href: base }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('meta', { name: 'robots', content: 'noindex, nofollow' }),
    h('link', { rel: 'stylesheet', href: `${assets}/pages.css` }),
    h('link', { rel: 'icon', href: 'data:,' }),
    h('script', { type: 'module', src: `${assets}/pages.js` }),
  )
}

function headerOf({ viewer }: Frame): Html {
  const brand = h('span', { class: 'brand' }, words.site)
  if (viewer === null) return h('header', { class: 'top' }, brand)
  const items = viewer.menu.map(({ name, path, here }) =>
    h('li', null, h('a', { href: path.slice(1), ...(here === null ? {} : { 'aria-current': here }) }, name)),
  )
  return h(
    'header',
    { class: 'top' },
    brand,
    h('nav', { 'aria-label': words.menu }, h('ul', null, items)),
    h(
      'form',
      { class: 'leave', method: 'post', action: 'out' },
      h('span', { class: 'who' }, viewer.name),
      h('button', { class: 'quiet' }, words.leave),
    ),
  )
}
