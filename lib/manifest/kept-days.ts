import { RETENTION_DAYS } from '../../core/audit/retention.ts';

/** For how many days what we keep is kept. */
export const KEPT_DAYS = {
  /** Audit records and the records of deployments beside them; nobody, the account's owner included, ends the lock of an anchor sooner. */
  audit: RETENTION_DAYS,
  /** Undelivered events and calls, as long as SQS lets it. */
  deadLetters: 14,
  /** Every second of so many days can be restored; the most that DynamoDB offers. */
  backups: 35,
} as const;
