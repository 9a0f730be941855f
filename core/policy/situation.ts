import type { Entities } from './entities.ts';
import type { Attributes, EntityUid } from './value.ts';

/** What policies are evaluated on. */
export interface Situation {
  readonly principal: EntityUid;
  readonly action: EntityUid;
  readonly resource: EntityUid;
  readonly context: Attributes;
  readonly entities: Entities;
}
