import type { AllowedAction, Scenario } from './labelled.ts';
import { allowedActions } from './labelled.ts';
import type { Played } from './played.ts';

/** One change that no label of its scenario allows. */
export interface WrongAction {
  readonly at: number;
  readonly words: string;
}

/** A change by what it does; nothing for what labels have no name for. */
export interface Action {
  readonly at: number;
  readonly words: string;
  readonly remedy: string | undefined;
  readonly target: string;
}

/** Everything that the product changed besides the deployment that the scenario wanted, in the order of time. */
export function actionsOf(scenario: Scenario, { deeds, deployments }: Played): readonly Action[] {
  const direct = deeds.map(({ at, tool, call, target, remedy }) => {
    return { at, words: `${remedy ?? `${tool} (${call})`} ${target}`, remedy, target };
  });
  const wanted = scenario.deployment?.service;
  const begun = deployments.toSorted((one, other) => one.beganAt - other.beganAt);
  const own = begun.find(({ service }) => service === wanted);
  const others = begun.filter((deployment) => deployment !== own);
  const released = others.map(({ beganAt: at, service: target, kind, version }, index) => {
    const isBack = others.slice(0, index).some((one) => one.service === target && one.kind === 'rollback');
    const remedy = isBack ? 'undo' : kind === 'rollback' ? 'roll-back' : undefined;
    return { at, words: `${remedy ?? kind} ${target} to ${version}`, remedy, target };
  });
  return [...direct, ...released].toSorted((one, other) => one.at - other.at);
}

export function isAllowed({ remedy, target }: Action, allowed: readonly AllowedAction[]): boolean {
  return allowed.some((one) => one.tool === remedy && one.target === target);
}

/** Setting back what was set is no action of its own. */
export function wrongActions(scenario: Scenario, played: Played): readonly WrongAction[] {
  const allowed = allowedActions(scenario);
  const wrong = actionsOf(scenario, played).filter(
    (action) => action.remedy !== 'undo' && !isAllowed(action, allowed),
  );
  return wrong.map(({ at, words }) => ({ at, words }));
}
