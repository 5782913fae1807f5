/** What stands before the college's own meetings. */
export const OWN_NAME = '学院层面'
