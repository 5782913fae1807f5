import type { Branch } from './types.ts'

/** What a branch is called in a sentence: its short name when that says 支部, else the whole. */
export function branchTitle({ name, short }: Pick<Branch, 'name' | 'short'>): string {
  return short.endsWith('支部') ? short : name
}

/** What a branch's chat is called, before 群: 离退休支部. */
export function chatTitle(short: string): string {
  return short.endsWith('支部') ? short : `${short}支部`
}

/**
 * Every name by which a branch is meant: its id, its name with and without what stands in brackets, and its short name,
 * also with the word that people add to it: 离退休支部 for 离退休.
 */
export function branchNames({ id, name, short }: Pick<Branch, 'id' | 'name' | 'short'>): string[] {
  const plain = name.replace(/[（(][^）)]*[）)]$/, '')
  const bare = short.replace(/党?支部$/, '')
  const said = [name, plain, plain.replace(/党支部$/, '支部'), short, `${bare}支部`, `${bare}党支部`]
  return [...new Set([id, ...said])]
}

/** The branches that a person may mean by their id, name or part of it; an exact one wins over those that contain it. */
export function branchesNamed(said: string, branches: readonly Branch[]): Branch[] {
  const name = said.trim().toLowerCase()
  const namesOf = (branch: Branch) => branchNames(branch).map((one) => one.toLowerCase())
  const exact = branches.filter((one) => namesOf(one).includes(name))
  return exact.length > 0 ? exact : branches.filter((one) => namesOf(one).some((is) => is.includes(name)))
}
