import type { Escalation } from './escalation.ts';

type Tell = Extract<Escalation, { kind: 'tell' }>;

/** Seconds after which the next level is asked for where this one cannot be told. */
const PASS_SECONDS = 10;

/**
 * A level as it really is told: where a channel lacks what it is told with, the words say so; where all do, nobody is
 * told by it, and the next one does not have to wait for an answer.
 * @param lacking why channels cannot be told, in words, by their names
 */
export function asReachable(tell: Tell, lacking: ReadonlyMap<string, string>): Tell {
  const deaf = tell.channels.filter((channel) => lacking.has(channel));
  if (deaf.length === 0) return tell;
  const why = deaf.map((channel) => `${channel}: ${lacking.get(channel)}`).join(' ');
  if (deaf.length < tell.channels.length) return { ...tell, words: `${tell.words} Not on ${why}` };
  const words = `${tell.name} reaches nobody. ${why}`;
  return { ...tell, waitSeconds: PASS_SECONDS, words };
}
