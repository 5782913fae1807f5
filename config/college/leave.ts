/** The kinds of leave that people choose from. */
export const LEAVE_CATEGORIES = ['公务', '教学', '事假', '健康', '其他'] as const
export type LeaveCategory = (typeof LEAVE_CATEGORIES)[number]
