/** Why a training is not attached to a meeting so. */
export type TrainingRefusal = 'mayNot' | 'notHeld' | 'noHours' | 'same'
