/** Seconds that a step may take; it hands over to its next call well before. */
export const STEP_SECONDS = 120;
/** Seconds within which what a scan found is put together. */
export const CONCLUDE_SECONDS = 240;
