/** For so many days runs are kept. */
export const KEPT_DAYS = 14;
export const KEPT_HOURS = KEPT_DAYS * 24;
/** As often the schedule asks for a run. */
export const EVERY_MINUTES = 4;
