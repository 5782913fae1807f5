/** The part's glossary: pointer, what is answered to words whose matter is done somewhere else. */
export type Pointer = 'silent' | 'nudge' | 'roll' | 'checkIn' | 'leaveBack' | 'reportLater'
