export type LockMode = 'GOVERNANCE' | 'COMPLIANCE';

export interface ObjectLock {
  readonly mode: LockMode;
  /** Milliseconds since the epoch. */
  readonly retainUntil: number;
}

/** One version of one object; a delete marker has no body. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  readonly deleteMarker: boolean;
  readonly body: Uint8Array;
  readonly etag: string;
  readonly contentType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly lock?: ObjectLock;
}
