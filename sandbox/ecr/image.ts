import { createHash } from 'node:crypto';
import type { Behaviour } from '../samples/behaviour.ts';

/** One pushed image; the tag it was pushed with names the version that its tasks report. */
export interface Image {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly version: string;
  readonly behaviour: Behaviour;
  readonly pushedAt: number;
}

/** The digest of an image: the same content under the same name has the same digest. */
export function digestOf(repositoryName: string, tag: string, behaviour: Behaviour): string {
  const content = JSON.stringify([repositoryName, tag, behaviour]);
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
