/** What audiences are called. */
export const words = {
  branches: '各支部（由书记填写）',
  secretaries: '全体支部书记',
  members: '全体党员',
  committee: '学院党委委员',
  list: '指定的人或职务',
  listOf: (branch: string) => `${branch}指定的人或职务`,
  membersOf: (branch: string) => `${branch}全体党员`,
  groupOf: (branch: string, group: string) => `${branch}${group}`,
}

/** How people mean them in a sentence. */
export const said = {
  branches: ['各支部', '各党支部', '每个支部', '每个党支部', '所有支部', '各支部书记', '全院各支部'],
  secretaries: ['全体支部书记', '全体书记', '所有书记', '各位书记'],
  members: ['全体党员', '全院党员', '所有党员', '全院全体党员'],
  committee: ['学院党委委员', '党委委员', '学院党委'],
  own: ['本支部全体党员', '本支部党员', '本支部', '全体党员', '支部全体党员'],
}
