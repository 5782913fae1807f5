const COLOURS = ['#3370ff', '#00b365', '#f58505', '#7f3bf5', '#14c0ff', '#f14ba9', '#04b49c', '#e8443a']

/** A round of colour with the last two characters of a name, as the platform renders people without a picture. */
export function Avatar({ name, kind = 'user' }: { name: string; kind?: 'user' | 'bot' | 'group' }) {
  const sum = [...name].reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0)
  const background = COLOURS[sum % COLOURS.length]
  const initials = kind === 'user' ? name.slice(-2) : name.slice(0, kind === 'bot' ? 1 : 2)
  return (
    <span class={`avatar ${kind}`} style={kind === 'bot' ? {} : { background }} aria-hidden="true">
      {initials}
    </span>
  )
}
