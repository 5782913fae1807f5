type Instant = Temporal.Instant

/** Who may open the pages in a browser, and until when. */
export interface PagesTables {
  pages_links: { id: string; member_id: string; target: string; made_at: Instant; used_at: Instant | null }
  /** Each rendering of a link's card shows a token of its own; one that is used ends the link. */
  pages_tokens: { hash: string; link_id: string; expires_at: Instant }
  pages_sessions: { hash: string; member_id: string; started_at: Instant; expires_at: Instant }
}
