import { type KeyRecord, keyState } from '../../core/callers/api-key.ts';

/** A key as it is shown: all but what its secret is compared with. */
export function shownKey({ hash: _hash, ...record }: KeyRecord, now: number) {
  const { environments, services, roles, ...rest } = record;
  return {
    ...rest,
    roles: [...roles],
    ...(environments && { environments: [...environments] }),
    ...(services && { services: [...services] }),
    state: keyState({ ...record, hash: _hash }, now),
  };
}
