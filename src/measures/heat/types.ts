/**
 * The part's glossary: heat 热度, activity 活跃度, component 分项. What a branch did: `published` records in 72 hours, and who read
 * them, wrote and approved of them where the platform tells (null: it does not); `updates` of records in 24 hours; `members`.
 */
export type Activity = {
  id: string
  published: number
  readers: number | null
  comments: number | null
  likes: number | null
  updates: number
  members: number
}

export type Component = 'published' | 'readers' | 'comments' | 'likes'

/** What each part weighs: activity and updates, and the components of activity; `perCapita`: readings by head. */
export type Weights = {
  activity: number
  updates: number
  components: Readonly<Record<Component, number>>
  perCapita: boolean
}

/** A branch's heat, relative to the most active one; both shares between 0 and 1. */
export type Heat = { id: string; activity: number; updates: number; heat: number }
