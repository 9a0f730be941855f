import type { StorefrontSetting } from '../../flows/storefront.ts';
import { type Bench, bench } from '../bench.ts';
import { aliasSubject } from './alias.ts';
import { pairSubject } from './pair.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Subject } from './subject.ts';
import type { TargetKind } from './way.ts';

/** So many cases share an installation; then its metrics and records are more than is good for speed. */
const CASES = 60;

/** Gives each case a sound subject, made anew after a case that left one damaged. */
export class Stage {
  readonly #subjects = new Map<TargetKind, { subject: Subject; cases: number }>();

  async subject(kind: TargetKind): Promise<Subject> {
    const known = this.#subjects.get(kind);
    if (known && known.cases < CASES) {
      known.cases++;
      return known.subject;
    }
    await this.discard(kind);
    const subject = await subjectOf(await bench(), kind);
    this.#subjects.set(kind, { subject, cases: 1 });
    return subject;
  }

  /** A subject on which nothing was ever deployed. */
  async fresh(kind: TargetKind, own: Scenario['own'] = {}): Promise<Subject> {
    await this.discard(kind);
    const subject = await subjectOf(await bench(own.bench), kind, own.storefront);
    this.#subjects.set(kind, { subject, cases: CASES });
    return subject;
  }

  /** Gives up a subject that a case has left in disorder. */
  async discard(kind: TargetKind): Promise<void> {
    const known = this.#subjects.get(kind);
    this.#subjects.delete(kind);
    if (known) await closed(known.subject);
  }

  async close(): Promise<void> {
    for (const kind of [...this.#subjects.keys()]) await this.discard(kind);
  }
}

function subjectOf(
  made: Bench,
  kind: TargetKind,
  storefront: Partial<StorefrontSetting> = {},
): Promise<Subject> {
  return kind === 'ecs-pair' ? pairSubject(made, 'shop', storefront) : aliasSubject(made, 'prices');
}

async function closed({ traffic, bench: made }: Subject): Promise<void> {
  await traffic.stop();
  await made.close();
}
