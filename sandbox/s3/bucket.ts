import { s3Exception } from './exceptions.ts';
import type { LockMode, ObjectLock, ObjectVersion } from './object-version.ts';
import type { VersionFiles } from './version-files.ts';

export interface BucketDefinition {
  readonly name: string;
  /** Given: the bucket has Object Lock; with a retention, for every object that names none. */
  readonly objectLock?: { readonly defaultRetention?: { readonly mode: LockMode; readonly days: number } };
}

const DAY_MS = 24 * 3600 * 1000;

/** One versioned bucket: a put adds a version, a plain delete hides the object, and locks protect versions. */
export class Bucket {
  readonly definition: BucketDefinition;
  readonly #files: VersionFiles;
  readonly #versions: ObjectVersion[];

  constructor(definition: BucketDefinition, files: VersionFiles) {
    this.definition = definition;
    this.#files = files;
    this.#versions = [...files.load()];
  }

  add(version: ObjectVersion): void {
    this.#files.add(version);
    this.#versions.push(version);
  }

  /** The newest version, a delete marker included. */
  latest(key: string): ObjectVersion | undefined {
    return this.#versions.findLast((version) => version.key === key);
  }

  version(key: string, versionId: string): ObjectVersion | undefined {
    return this.#versions.find((version) => version.key === key && version.versionId === versionId);
  }

  /** Newest versions of all objects that are not deleted, in the order of their keys' UTF-8 bytes. */
  list(): readonly ObjectVersion[] {
    const newest = new Map(this.#versions.map((version) => [version.key, version]));
    return [...newest.values()]
      .filter(({ deleteMarker }) => !deleteMarker)
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }

  /**
   * Removes one version for good.
   * @param now milliseconds since the epoch
   * @param bypassGovernance whether the caller may and does bypass locks in governance mode
   * @throws AccessDenied while the version is locked
   */
  remove(version: ObjectVersion, now: number, bypassGovernance: boolean): void {
    const { lock } = version;
    const bypassed = lock?.mode === 'GOVERNANCE' && bypassGovernance;
    if (lock && lock.retainUntil > now && !bypassed)
      throw s3Exception('AccessDenied', 403, 'Access Denied because object protected by object lock.');
    this.#files.remove(version.versionId);
    this.#versions.splice(this.#versions.indexOf(version), 1);
  }

  /**
   * The lock of a new version: what the request asks for, else the bucket's default.
   * @throws InvalidRequest when the bucket has no Object Lock, InvalidArgument for half a lock or a past date
   */
  lockFor(mode: LockMode | undefined, retainUntil: Date | undefined, now: number): ObjectLock | undefined {
    const { objectLock } = this.definition;
    if (mode === undefined && retainUntil === undefined) {
      const retention = objectLock?.defaultRetention;
      return retention && { mode: retention.mode, retainUntil: now + retention.days * DAY_MS };
    }
    if (!objectLock) throw s3Exception('InvalidRequest', 400, 'Bucket is missing Object Lock Configuration');
    if (mode === undefined || retainUntil === undefined)
      throw s3Exception('InvalidArgument', 400, `${DATE_HEADER} and ${MODE_HEADER} must both be supplied`);
    if (retainUntil.getTime() <= now)
      throw s3Exception('InvalidArgument', 400, 'The retain until date must be in the future!');
    return { mode, retainUntil: retainUntil.getTime() };
  }
}

const DATE_HEADER = 'x-amz-object-lock-retain-until-date';
const MODE_HEADER = 'x-amz-object-lock-mode';
