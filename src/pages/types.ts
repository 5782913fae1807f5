import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { Html } from '../html/element.ts'
import type { MemberId } from '../ids.ts'
import type { Rights } from '../roster/types.ts'

/** The person who looks at a page, with the rights of this very request. */
export type Viewer = { who: MemberId; name: string; rights: Rights }

/** What an address names: the parts of its path and the filters behind its question mark, each once. */
export type Given = Readonly<Record<string, string>>

/** Who asks for a page, and what its address says, as the page reads it. */
export type Asked<I> = { viewer: Viewer; input: I }

/** What a page shows. */
export type Shown = { title: string; body: Html }

/** `unknown`: there is nothing under this address; `mayNot`: it is not for this person. */
export type Opened = { ok: true; shown: Shown } | { ok: false; refusal: 'unknown' | 'mayNot' }

/** A page 网页 of the college, whatever it shows. */
export type Page = {
  /** Such as `/meetings/:meeting`. */
  path: string
  /** What it is called. */
  name: string
  /** Whether it stands in the navigation of those who may open it. */
  inMenu: boolean
  mayOpen(ctx: Ctx, tx: Tx, asked: Asked<Given>): Promise<boolean>
  open(ctx: Ctx, tx: Tx, asked: Asked<Given>): Promise<Opened>
}

/** A page as its feature declares it; `input` reads what its address says. */
export type PageSpec<I> = Pick<Page, 'path' | 'name'> & {
  inMenu?: boolean
  input: { safeParse(given: Given): { success: true; data: I } | { success: false } }
  /** Asked at each request, of the rights of that moment. */
  mayOpen(ctx: Ctx, tx: Tx, asked: Asked<I>): Promise<boolean>
  show(ctx: Ctx, tx: Tx, asked: Asked<I>): Promise<Shown>
}

export type { LinkState } from './links/types.ts'
