/**
 * The days for which an audit record stays in the table and an anchor under lock; the hourly anchor exports a record
 * long before.
 */
export const RETENTION_DAYS = 400;
