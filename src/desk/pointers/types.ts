/** The part's glossary: pointer, what is answered to words whose matter is done somewhere else. Refs hold it. */
export type Pointer = 'silent' | 'nudge' | 'roll' | 'checkIn' | 'leaveBack' | 'reportLater'
