/** How namesakes are told apart. */
export const words = { apart: (name: string, by: string) => `${name}（${by}）` }
