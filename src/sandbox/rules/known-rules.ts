import type { Found, Part } from './walk.ts'

/** Components that the platform has given up. */
export function givenUp({ of, path, component }: Part): Found[] {
  return component && isGivenUp(of) ? [{ path, value: `unsupported tag ${of}` }] : []
}

/** Components that the bot has no business with. */
export function foreignComponent({ of, path, component, shape }: Part): Found[] {
  if (!component || shape || isGivenUp(of)) return []
  return [{ path, message: `sandbox: not offered: component ${of}` }]
}

function isGivenUp(tag: string): boolean {
  return tag === 'action' || tag === 'note'
}

/** Properties that must be there. */
export function missingProperty({ path, value, shape }: Part): Found[] {
  return Object.keys(shape?.required ?? {})
    .filter((name) => !(name in value))
    .map((name) => ({ path, value: `property ${name} is required` }))
}

/** Properties that the platform does not know; JSON 2.0 does not overlook them. */
export function unknownProperty({ path, value, shape }: Part): Found[] {
  if (!shape) return []
  const known = [...Object.keys(shape.required), ...Object.keys(shape.optional), ...shape.unoffered]
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .map((name) => ({ path, value: `unknown property, property: ${name}` }))
}

/** Properties that the platform knows and the bot has no use for. */
export function foreignProperty({ path, value, shape }: Part): Found[] {
  return Object.keys(value)
    .filter((name) => shape?.unoffered.includes(name))
    .map((name) => ({ path, message: `sandbox: not offered: property ${name}` }))
}
