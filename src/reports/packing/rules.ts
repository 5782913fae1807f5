/** A path that is not taken yet: a second one of that name gets a number. Some systems tell no capitals from small letters. */
export function freePath(taken: Set<string>, path: string): string {
  const dot = path.lastIndexOf('.')
  const [stem, ending] = dot > path.lastIndexOf('/') ? [path.slice(0, dot), path.slice(dot)] : [path, '']
  let free = path
  for (let n = 2; taken.has(keyOf(free)); n += 1) free = `${stem}（${n}）${ending}`
  taken.add(keyOf(free))
  return free
}

function keyOf(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
