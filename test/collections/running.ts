import { aLife } from '../support/a-life.ts'
import { ADMIN, compose, LINE, SECRETARY } from './people.ts'

/** A college of which the administrator has asked each branch for a number and a name until Friday at 17:00. */
export async function branchesAsked() {
  return aLife({
    only: [],
    past: {
      name: 'branches asked',
      async live(life) {
        await life.say(ADMIN, LINE)
        await compose(life, ADMIN, '开始')
        await life.settle()
      },
    },
  })
}

/** One of which the secretary of B10 has asked all its members whether they come. */
export async function membersAsked() {
  return aLife({
    only: [],
    past: {
      name: 'members asked',
      async live(life) {
        await life.say(SECRETARY, '收集 本支部 周五17:00前 是否参加：参加/不参加')
        await compose(life, SECRETARY, '开始')
        await life.settle()
      },
    },
  })
}
