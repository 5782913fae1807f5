import type { ValueRule } from './kinds.ts'
import type { Found, Part, Walked } from './walk.ts'

/** Values that break one rule about values. */
export function values(rule: ValueRule): (walked: Walked) => Found[] {
  return ({ parts }) =>
    parts.flatMap(({ path, value, shape }) =>
      Object.entries({ ...shape?.required, ...shape?.optional })
        .filter(([name, kind]) => kind.rule === rule && name in value && !kind.holds(value[name]))
        .map(([name, kind]) => ({ path, value: `property ${name} must be ${kind.name}` })),
    )
}

/** Paddings below zero: one page of the documents has them, another has not. */
export function negativePadding({ path, value }: Part, { knows }: Walked): Found[] {
  const { padding } = value
  if (typeof padding !== 'string' || !padding.includes('-')) return []
  return [{ path, value: 'property padding is negative', warning: knows.switches.negativePadding === 'warn' }]
}
