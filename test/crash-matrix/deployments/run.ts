import { toFullMinute } from '../bench.ts';
import { breakCall } from '../break.ts';
import { SURVIVED } from '../effect.ts';
import type { Outcome } from '../outcome.ts';
import { type RecordedCall, record } from '../recording.ts';
import { seedOf } from '../seed.ts';
import { type Case, idOf, type Journey } from './case.ts';
import { type Begun, over, quiet, travel } from './journey.ts';
import { scopeOf } from './place.ts';
import type { Subject } from './subject.ts';
import { type Allowances, type Before, verify } from './verify.ts';
import { nameOf, type Way } from './way.ts';

/** What somebody does in a case. */
export interface Course {
  readonly way: Way;
  /** The version that is deployed, as users see it. */
  readonly wanted: string;
  readonly allows: Allowances;
  play(): Promise<Begun>;
}

/** Lets a course take its way and answers everything that did not hold, in the meantime and in the end. */
export async function observe(
  subject: Subject,
  course: Course,
  mend: () => void = () => {},
): Promise<{ violations: string[]; ended: string }> {
  const { clock } = subject.bench;
  const found = { ours: new Set<string>(), users: new Set<string>() };
  const before: Before = { at: clock.now(), live: await subject.live(), layout: subject.layout() };
  const release = subject.guard((words, whose) => {
    found[whose].add(words);
  });
  try {
    const { deployment } = await course.play();
    const last = deployment && (await over(subject, deployment));
    const left = await quiet(subject, deployment?.id);
    // What is proved at the end is proved by calls that nobody breaks.
    mend();
    const { way, wanted, allows } = course;
    const ended = { way, before, wanted, allows, ...(last && { record: last }) };
    const broken = await verify(subject, ended);
    const state = last?.state;
    return {
      violations: [...found.ours, ...(allows.usersSuffer ? [] : found.users), ...left, ...broken],
      ended: state ? `${state.name}${'reason' in state ? ` ${state.reason.code}` : ''}` : 'not begun',
    };
  } finally {
    release();
  }
}

async function courseOf(subject: Subject, way: Way, journey: Journey, key?: string): Promise<Course> {
  const wanted = journey === 'rolled-back' ? subject.versions.bad : await subject.good();
  return { way, wanted, allows: {}, play: () => travel(subject, way, journey, key) };
}

/** A journey on which nothing is broken: its calls, and what does not hold even so. */
export async function rehearse(
  subject: Subject,
  way: Way,
  journey: Journey,
): Promise<{ calls: readonly RecordedCall[]; violations: readonly string[]; ended: string }> {
  await toFullMinute(subject.bench);
  subject.bench.reseed(seedOf(`${nameOf(way)}/${journey}`));
  const course = await courseOf(subject, way, journey);
  const stop = record(subject.bench, scopeOf(subject.bench, journey));
  // The last calls belong to the proof, not to the journey.
  let calls: readonly RecordedCall[] = [];
  const play = async () => {
    const begun = await course.play();
    if (begun.deployment) await over(subject, begun.deployment);
    await quiet(subject, begun.deployment?.id);
    calls = stop();
    return begun;
  };
  const { violations, ended } = await observe(subject, { ...course, play });
  return { calls, violations, ended };
}

/** A deployment that could not be begun is free again, and one that was is promoted. */
const PROMOTED_AFTER_ALL = /^(PROMOTED|FAILED NEVER_STARTED|not begun)/;
/** A bad version never serves, an abort aborts, and what people decided is not forgotten. */
const POSSIBLE_ENDS: Readonly<Record<Journey, RegExp>> = {
  promoted: /^(PROMOTED|ROLLED_BACK|FAILED NEVER_STARTED|not begun)/,
  'rolled-back': /^ROLLED_BACK/,
  aborted: /^ABORTED ABORTED_BY_PERSON$/,
  attended: /^(PROMOTED|ROLLED_BACK (STEP_FAILED|EXECUTION_ENDED))/,
};

function possibleEnds({ journey, effect }: Extract<Case, { kind: 'call' }>): RegExp {
  if (journey !== 'promoted' || !SURVIVED.includes(effect)) return POSSIBLE_ENDS[journey];
  // Where nobody was answered in time, it was asked again.
  return effect.endsWith('-timeout') ? /^PROMOTED$/ : PROMOTED_AFTER_ALL;
}

/** What the judge may say of two equal versions by chance, in one of fifty rollouts at most (`docs/judge.md`). */
const BY_CHANCE = 'ROLLED_BACK JUDGED_WORSE';

/**
 * A journey with a fault at one of its calls. Where the judge condemned an equal version, the case is run again with
 * other traffic: what chance did once it does not do twice, and what the fault did it does again.
 */
export async function runCall(subject: Subject, one: Extract<Case, { kind: 'call' }>): Promise<Outcome> {
  const first = await runOnce(subject, one, 'traffic');
  if (one.journey === 'rolled-back' || first.ended !== BY_CHANCE) return first;
  const second = await runOnce(subject, one, 'other traffic');
  // Only the end is chance: what else did not hold the first time counts.
  const others = first.violations.filter((words) => words !== endedAs(BY_CHANCE));
  return { ...second, violations: [...others, ...second.violations], repeated: true };
}

const endedAs = (ended: string) => `it ended ${ended}`;

async function runOnce(
  subject: Subject,
  one: Extract<Case, { kind: 'call' }>,
  traffic: 'traffic' | 'other traffic',
): Promise<Outcome> {
  await toFullMinute(subject.bench);
  const drawn = traffic === 'traffic' ? '' : `/${traffic}`;
  subject.bench.reseed(seedOf(`${nameOf(one.way)}/${one.journey}${drawn}`));
  const key = one.effect === 'function-timeout' ? `${one.journey}:${subject.bench.clock.now()}` : undefined;
  const course = await courseOf(subject, one.way, one.journey, key);
  const broken = breakCall(subject.bench, scopeOf(subject.bench, one.journey), one);
  try {
    const { violations, ended } = await observe(subject, course, broken.mend);
    const wrong = !possibleEnds(one).test(ended);
    return {
      id: idOf(one),
      violations: wrong ? [...violations, endedAs(ended)] : violations,
      met: broken.met(),
      ended,
    };
  } finally {
    broken.mend();
  }
}
