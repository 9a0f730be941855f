import { badPeriods } from './bad-periods.ts';
import { collect } from './collect.ts';
import { Deeds } from './deeds.ts';
import type { Scenario } from './labelled.ts';
import { Person } from './person.ts';
import type { BegunFault, Played } from './played.ts';
import { knownRunbooks } from './runbooks.ts';
import { openStage } from './stage.ts';
import { lastMinute, storyOf } from './story.ts';
import { trust } from './trust.ts';
import { Watch } from './watch.ts';

const MINUTE_MS = 60_000;
const LOOK_EVERY_MINUTES = 1;
/** For so long everything has to be quiet after the last thing that the world does, before a play ends early. */
const QUIET_MINUTES = 20;

/** Somebody who looks on. */
export interface Onlooker {
  /** Told once a minute, when everything has been looked at; `last` when the play is over. */
  look(watch: Watch, last: boolean): Promise<void>;
}

/**
 * Plays a scenario from an empty account to its end, through the product alone: alarms fire, incidents are opened,
 * runbooks run, and a person answers where the scenario says so. It ends with the scenario's minutes, or when all
 * that its labels wait for is over and nothing has stirred for a while.
 */
export async function play(scenario: Scenario, seed: number, onlooker?: Onlooker): Promise<Played> {
  const stage = await openStage(scenario, seed);
  try {
    await trust(stage, await knownRunbooks(stage), scenario.autonomy);
    const { clock, system } = stage;
    const startedAt = clock.now();
    const faults: BegunFault[] = [];
    const deeds = new Deeds(stage, system);
    const watch = new Watch(stage, new Person(stage), deeds, faults);
    await happen(stage, watch, faults, onlooker);
    await onlooker?.look(watch, true);
    const bad = await badPeriods(stage, startedAt);
    return { ...(await collect(watch)), scenario: scenario.id, seed, startedAt, faults, badPeriods: bad };
  } finally {
    await stage.account.close();
  }
}

async function happen(
  stage: Awaited<ReturnType<typeof openStage>>,
  watch: Watch,
  faults: BegunFault[],
  onlooker: Onlooker | undefined,
): Promise<void> {
  const { clock, scenario } = stage;
  const startedAt = clock.now();
  const story = [...storyOf(stage, faults)];
  const over = lastMinute(story) + QUIET_MINUTES;
  const passTo = (minute: number) => clock.advanceBy(startedAt + minute * MINUTE_MS - clock.now());
  for (let minute = 0; minute <= scenario.minutes; minute += LOOK_EVERY_MINUTES) {
    for (let [next] = story; next !== undefined && next.atMinute <= minute; [next] = story) {
      await passTo(next.atMinute);
      await next.happen();
      story.shift();
    }
    await passTo(minute);
    await watch.look();
    await onlooker?.look(watch, false);
    if (minute >= over && watch.isQuiet(QUIET_MINUTES * MINUTE_MS)) return;
  }
}
