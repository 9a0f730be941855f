import type { Onlooker } from '../../bench/incidents/play.ts';
import type { ToldIncident, Watch } from '../../bench/incidents/watch.ts';
import { excerptOf } from './excerpt.ts';

/** Says one line that belongs to a moment of sandbox time, in milliseconds. */
export type Say = (at: number, words: string) => void;

type ToldRun = Awaited<ReturnType<Watch['stage']['developer']['get_runbook_run']>>['run'];

const WIDTH = 118;

function shortened(words: string): string {
  return words.length > WIDTH ? `${words.slice(0, WIDTH - 1)}…` : words;
}

/** Tells what happens in a play as it happens: faults, alarms, incidents, runs with their steps, and how it ends. */
export class Narrator implements Onlooker {
  readonly #say: Say;
  readonly #told = new Set<string>();
  #news: { readonly at: number; readonly words: string }[] = [];

  constructor(say: Say) {
    this.#say = say;
  }

  async look(watch: Watch, last: boolean): Promise<void> {
    this.#tellWorld(watch);
    for (const told of watch.incidents.values()) await this.#tellIncident(watch, told);
    for (const words of watch.person.answered)
      this.#tell(watch.stage.clock.now(), `a person   ${words}`, words);
    this.#tellNews();
    if (last) await this.#tellEnds(watch);
    this.#tellNews();
  }

  /** What was seen at one look is said in the order in which it happened. */
  #tellNews(): void {
    const news = this.#news.toSorted((one, other) => one.at - other.at);
    this.#news = [];
    for (const { at, words } of news) this.#say(at, shortened(words));
  }

  /** Each thing once. */
  #tell(at: number, words: string, key = words): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#news.push({ at, words });
  }

  #tellWorld({ stage, begun }: Watch): void {
    for (const { kind, at, beganAt } of begun) this.#tell(beganAt, `fault      ${kind} at ${at}`);
    const { sent } = stage.messages;
    // That all is well at the beginning is no news.
    const fired = (name: string) => sent.find(({ alarm, state }) => alarm === name && state === 'ALARM')?.at;
    for (const { at, alarm, state } of sent)
      if (at >= (fired(alarm) ?? Number.POSITIVE_INFINITY))
        this.#tell(at, `alarm      ${alarm} is ${state}`, `${alarm} ${state} ${at}`);
  }

  async #tellIncident(watch: Watch, told: ToldIncident): Promise<void> {
    const { incident, timeline, changes, runs } = told;
    const { incidentId, severity, severityReason, services, title } = incident;
    const opened = Date.parse(incident.times.detectedAt);
    this.#tell(
      opened,
      `incident   ${title} (${severity}: ${severityReason}) of ${services.join(', ')}`,
      incidentId,
    );
    for (const { at, words, id } of changes) {
      const minutes = Math.round((opened - Date.parse(at)) / 60_000);
      const when = minutes > 0 ? `${minutes} min before: ` : '';
      this.#tell(Math.max(opened, Date.parse(at)), `context    ${when}${words}`, `${incidentId} ${id}`);
    }
    for (const { at, words } of timeline)
      this.#tell(Date.parse(at), `incident   ${words}`, `${incidentId} ${at} ${words}`);
    for (const { runId } of runs) {
      const { run } = await watch.stage.as('viewer').get_runbook_run({ runId });
      this.#tellRun(run);
    }
  }

  #tellRun(run: ToldRun): void {
    const { runId, runbook, autonomy, createdAt, costDollars, steps, approvals, state, since, why } = run;
    const begun = Date.parse(createdAt);
    this.#tell(
      begun,
      `runbook    ${runbook} (may ${autonomy}), about $${costDollars.toFixed(2)}; its plan:`,
      runId,
    );
    for (const { name, words } of steps)
      this.#tell(begun, `  plan     ${name}: ${words}`, `${runId} ${name}`);
    for (const { by, at } of approvals)
      this.#tell(Date.parse(at), `approval   by ${by.split('/').at(-1)}`, `${runId} ${by} ${at}`);
    for (const step of steps) {
      if (step.at === undefined || step.state === 'WAITING') continue;
      const said = step.said === undefined ? '' : `: ${step.said}`;
      this.#tell(
        Date.parse(step.at),
        `  step     ${step.name} ${step.state}${said}`,
        `${runId} ${step.name} ${step.state}`,
      );
    }
    const reason = why === undefined ? '' : `: ${why}`;
    this.#tell(Date.parse(since), `runbook    ${runbook} is ${state}${reason}`, `${runId} ${state}`);
  }

  async #tellEnds({ stage, incidents }: Watch): Promise<void> {
    const now = stage.clock.now();
    for (const { incident } of incidents.values()) {
      const { incidentId, state, resolution } = incident;
      this.#tell(
        now,
        `end        the incident is ${state}${resolution === undefined ? '' : `: ${resolution}`}`,
      );
      const { markdown } = await stage.as('viewer').get_postmortem({ incidentId });
      for (const line of excerptOf(markdown)) this.#tell(now, `postmortem ${line}`, `${incidentId} ${line}`);
    }
  }
}
