/**
 * Watches one metric, point by point: five views of it give one rarity, and a threshold that keeps a rate of alarms
 * decides. Everything that it knows is one block of bytes, so it can be stopped after any point and resumed.
 */
import { AlarmBudget } from './alarm-budget.ts';
import { alarmPolicy, BALANCED, judgedFrom, type Sensitivity } from './alarm-policy.ts';
import { type Band, combined, Evidence, type Rarities } from './evidence.ts';
import { Intake, type MetricKind, type Taken } from './intake.ts';
import { Memory } from './memory.ts';

/** What a detector is told about its metric; a stored state is good only for the same settings. */
export interface DetectorSettings {
  /** Points that are learnt before anything is called anomalous: at least two days of them see the day's shape. */
  readonly warmUp: number;
  readonly kind?: MetricKind;
  readonly sensitivity?: Sensitivity;
  /** Fixes what is random in the isolation forests. */
  readonly seed?: number;
}

/** What is said about a point: that it was left out and why, or how rare it is. */
export type Reading =
  | { readonly status: Exclude<Taken['status'], 'TAKEN'> }
  | {
      readonly status: 'LEARNING' | 'NORMAL' | 'ANOMALY';
      /** Nats: the larger the rarer among the points before. */
      readonly rarity: number;
      /** The rarity from which a point was an alarm. */
      readonly threshold: number;
      readonly views: Rarities;
      /** What was expected at this time of the day, once known. */
      readonly expected: (Band & { readonly usual: number }) | undefined;
      /** The point ended a gap. */
      readonly afterGap: boolean;
    };

/** A detector at rest. */
export interface StoredDetector {
  readonly version: 1;
  readonly memory: string;
}

const OWN_BYTES = 8;
const DEFAULT_SEED = 20_150_924;
const FEWEST_POINTS = 50;

/** The detector of one metric. */
export class AnomalyDetector {
  static readonly BYTES = OWN_BYTES + Intake.BYTES + Evidence.BYTES + AlarmBudget.BYTES;
  readonly #warmUp: number;
  readonly #memory: Memory;
  /** Points taken. */
  readonly #own: Float64Array;
  readonly #intake: Intake;
  readonly #evidence: Evidence;
  readonly #budget: AlarmBudget;

  /**
   * @param stored what `stored` gave, to go on from there.
   * @throws {RangeError} when the warm-up is shorter than 50 points, or what was stored is of another version.
   */
  constructor(settings: DetectorSettings, stored?: StoredDetector) {
    const { warmUp, kind = 'gauge', sensitivity = BALANCED, seed = DEFAULT_SEED } = settings;
    if (!(warmUp >= FEWEST_POINTS)) throw new RangeError(`A warm-up of ${warmUp} points is too short.`);
    this.#warmUp = warmUp;
    this.#memory = new Memory(AnomalyDetector.BYTES);
    this.#own = this.#memory.float64(1);
    this.#intake = new Intake(this.#memory, kind);
    this.#evidence = new Evidence(this.#memory, warmUp, seed);
    this.#budget = new AlarmBudget(this.#memory, alarmPolicy(warmUp, sensitivity));
    if (stored !== undefined) this.#restore(stored);
  }

  /** Points that were taken. */
  get points(): number {
    return this.#own[0] ?? 0;
  }

  /** The time of the last point that was taken, milliseconds since the epoch. */
  get lastTime(): number | undefined {
    return this.#intake.last;
  }

  /** All that it knows. */
  get stored(): StoredDetector {
    return { version: 1, memory: this.#memory.text };
  }

  /** @param time milliseconds since the epoch. */
  observe(time: number, value: number): Reading {
    const taken = this.#intake.take(time, value);
    if (taken.status !== 'TAKEN') return taken;
    if (taken.afterGap) this.#evidence.interrupt();
    const { threshold } = this.#budget;
    const expected = this.#evidence.band(time, threshold);
    const views = this.#evidence.learn(time, taken.value);
    const rarity = combined(views);
    const status = this.#judge(rarity);
    return { status, rarity, threshold, views, expected, afterGap: taken.afterGap };
  }

  #judge(rarity: number): 'LEARNING' | 'NORMAL' | 'ANOMALY' {
    const before = this.points;
    this.#own[0] = before + 1;
    const isAlarm = before >= judgedFrom(this.#warmUp) && this.#budget.decide(rarity);
    if (before < this.#warmUp) return 'LEARNING';
    return isAlarm ? 'ANOMALY' : 'NORMAL';
  }

  #restore({ version, memory }: StoredDetector): void {
    if (version !== 1) throw new RangeError(`A detector of version ${version} is not known.`);
    this.#memory.restore(memory);
  }
}
